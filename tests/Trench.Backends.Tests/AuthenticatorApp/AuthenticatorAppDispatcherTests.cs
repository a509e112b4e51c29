using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Trench.Testing;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class AuthenticatorAppDispatcherTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 10, TimeSpan.Zero);
    private static readonly Totp Usual = new(HashAlgorithmName.SHA1, 6, 30);

    [Fact]
    public async Task Enrolling_shows_the_secret_the_address_and_its_image()
    {
        var factor = await new AppBench().EnrolAsync();

        Assert.Equal(factor.Members["secret"], Base32.Encode(factor.Factor.Secret));
        Assert.Equal($"otpauth://totp/MyApplication:ann?secret={factor.Members["secret"]}&issuer=MyApplication", factor.Details.ToString());
        Assert.Equal(factor.Details.ToString(), factor.Members["qr_link"]);
        Assert.StartsWith("data:image/png;base64,", factor.Members["qr_code"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_image_may_be_a_vector_image()
    {
        var factor = await new AppBench(("QR_FORMAT", "svg")).EnrolAsync();

        Assert.StartsWith("data:image/svg+xml;base64,", factor.Members["qr_code"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_label_and_the_own_issuer_show_in_the_app()
    {
        var factor = await new AppBench(("ISSUER", "Shop")).EnrolAsync("work");

        Assert.StartsWith("otpauth://totp/Shop:ann%20%28work%29?", factor.Details.ToString(), StringComparison.Ordinal);
    }

    // devise GHSA-qjxf-mc72-wjr2: 120 bits by a mistaken count.
    [Fact]
    public async Task Ten_thousand_secrets_are_160_bits_and_all_different()
    {
        var bench = new AppBench(("QR_FORMAT", "svg"));
        var one = await bench.EnrolAsync();
        var secrets = Enumerable.Range(0, 10_000).Select(_ => Convert.ToHexString(bench.Method.NewKey())).ToHashSet();

        Assert.Equal(20, one.Factor.Secret.Length);
        Assert.Equal(10_000, secrets.Count);
        Assert.All(secrets, secret => Assert.Equal(40, secret.Length));
    }

    [Theory]
    [InlineData(32, 20)]
    [InlineData(52, 32)]
    [InlineData(103, 64)]
    public async Task The_length_of_the_secret_is_counted_in_base32_characters(int characters, int bytes)
    {
        var bench = new AppBench();
        bench.Options.SecretKeyLength = characters;

        var factor = await bench.EnrolAsync();

        Assert.Equal(bytes, factor.Factor.Secret.Length);
        Assert.Equal(characters, factor.Members["secret"].Length);
    }

    // The original answers code/request with the address of the active method: a stolen session clones the authenticator.
    [Fact]
    public void Asking_tells_no_secret()
    {
        var question = new AppBench().Method.Ask(new Enrolment { Id = "e1", UserId = "u1", Method = "app" });

        Assert.Equal(new Question("Use the code of your authenticator app.", SendsCode: false), question);
    }

    [Fact]
    public async Task A_right_code_tells_its_step()
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;

        var verdict = await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(Now)), Now);

        Assert.True(verdict.IsRight);
        Assert.Equal(Usual.StepAt(Now), verdict.Counter);
    }

    // RFC 6238 section 5.2: MUST NOT accept the second attempt, in any later step of the window either.
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_step_is_accepted_only_once(int secondsLater)
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        var step = Usual.StepAt(Now);

        var second = await bench.JudgeAsync(factor, Usual.Code(factor.Secret, step), Now.AddSeconds(secondsLater), counter: step);

        Assert.Equal(Verdict.Wrong("replayed"), second);
    }

    [Fact]
    public async Task An_earlier_step_is_refused_after_a_later_one()
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        var step = Usual.StepAt(Now);

        Assert.Equal(Verdict.Wrong("replayed"), await bench.JudgeAsync(factor, Usual.Code(factor.Secret, step - 1), Now, counter: step));
    }

    [Theory]
    [InlineData(29, -59, true)]
    [InlineData(29, -60, false)]
    [InlineData(0, 59, true)]
    [InlineData(0, 60, false)]
    public async Task A_phone_may_be_one_step_behind_or_ahead(int secondOfStep, int drift, bool accepted)
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        var server = new DateTimeOffset(2026, 3, 1, 12, 0, secondOfStep, TimeSpan.Zero);

        var verdict = await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(server.AddSeconds(drift))), server);

        Assert.Equal(accepted, verdict.IsRight);
    }

    [Fact]
    public async Task The_strict_profile_takes_no_code_of_the_next_step()
    {
        var bench = new AppBench(("WINDOW_AHEAD", "0"));
        var factor = (await bench.EnrolAsync()).Factor;

        Assert.False((await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(Now) + 1), Now)).IsRight);
    }

    [Fact]
    public async Task Another_users_code_is_wrong()
    {
        var bench = new AppBench();
        var (own, other) = ((await bench.EnrolAsync()).Factor, (await bench.EnrolAsync()).Factor);

        Assert.Equal(Verdict.Wrong(), await bench.JudgeAsync(own, Usual.Code(other.Secret, Usual.StepAt(Now)), Now));
    }

    // SECURITY row 56: the clock ran ahead by two hours, a code was used, the clock was set back.
    [Fact]
    public async Task After_the_clock_went_back_old_codes_stay_refused_and_the_operator_is_told()
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        var used = Usual.StepAt(Now.AddHours(2));

        Assert.Equal(Verdict.Wrong("replayed"), await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(Now)), Now, used));
        var alarm = Assert.Single(bench.Logger.Lines);
        Assert.Equal(LogLevel.Error, alarm.Level);
        Assert.Contains("240 steps", alarm.Text, StringComparison.Ordinal);
        Assert.True((await bench.JudgeAsync(factor, Usual.Code(factor.Secret, used + 1), Now.AddHours(2).AddSeconds(30), used)).IsRight);
    }

    [Fact]
    public async Task A_plain_replay_is_no_alarm()
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;

        await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(Now)), Now, counter: Usual.StepAt(Now));

        Assert.Empty(bench.Logger.Lines);
    }

    [ComponentFact(Component.Oathtool)]
    public async Task Every_profile_takes_the_codes_of_another_authenticator()
    {
        foreach (var (algorithm, hash) in new[] { ("SHA1", OathHash.Sha1), ("SHA256", OathHash.Sha256), ("SHA512", OathHash.Sha512) })
        {
            var bench = new AppBench(("ALGORITHM", algorithm), ("DIGITS", "8"), ("PERIOD", "60"));
            var factor = await bench.EnrolAsync();

            var code = await Oathtool.TotpAsync(factor.Members["secret"], Now, hash, digits: 8, stepSeconds: 60);

            Assert.True((await bench.JudgeAsync(factor.Factor, code, Now)).IsRight);
        }
    }
}
