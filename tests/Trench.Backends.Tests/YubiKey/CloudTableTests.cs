using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>What the method makes of everything that Yubico's own server answers.</summary>
public sealed class CloudTableTests
{
    [Fact]
    public async Task A_new_password_is_good_and_tells_its_counters()
    {
        await using var bench = await CloudBench.StartAsync();
        var key = bench.NewKey();

        Assert.Equal(KeyCounter.Of(3, 7), (await bench.CheckAsync(key.Otp(3, 7))).Counter);
    }

    [Fact]
    public async Task A_password_that_comes_back_or_is_older_is_replayed()
    {
        await using var bench = await CloudBench.StartAsync();
        var key = bench.NewKey();
        var otp = key.Otp(3, 7);
        await bench.CheckAsync(otp);

        Assert.Equal("replayed", (await bench.CheckAsync(otp)).Refused);
        Assert.Equal("replayed", (await bench.CheckAsync(key.Otp(3, 6))).Refused);
        Assert.Equal("replayed", (await bench.CheckAsync(key.Otp(2, 9))).Refused);
    }

    [Fact]
    public async Task A_password_that_no_active_key_made_is_wrong()
    {
        await using var bench = await CloudBench.StartAsync();
        var known = bench.NewKey();
        var impostor = new SoftYubiKey(known.PublicId, known.PrivateId, SoftYubiKey.New().AesKey);
        var inactive = bench.Book.Add(SoftYubiKey.New(), isActive: false);

        var good = known.Press();
        var tampered = good[..^1] + (good[^1] == 'c' ? 'b' : 'c');
        string[] passwords = [SoftYubiKey.New().Press(), impostor.Press(), inactive.Press(), tampered];
        foreach (var otp in passwords)
        {
            Assert.Equal("wrong", (await bench.CheckAsync(otp)).Refused);
        }
    }

    // Its server cannot tell this from a wrong one, so neither can we.
    [Fact]
    public async Task When_the_service_cannot_decrypt_the_password_is_wrong()
    {
        await using var bench = await CloudBench.StartAsync();
        bench.Book.CanDecrypt = false;

        Assert.Equal("wrong", (await bench.CheckAsync(bench.NewKey().Press())).Refused);
    }

    [Theory]
    [InlineData("YUBICLOUD_CLIENT_ID", "9")]
    [InlineData("YUBICLOUD_CLIENT_ID", "2")]
    [InlineData("YUBICLOUD_SECRET_KEY", "YW5vdGhlci1rZXktb2YtMjAtYnk=")]
    public async Task A_wrong_account_decides_nothing_and_the_log_says_what_to_check(string key, string value)
    {
        await using var bench = await CloudBench.StartAsync(1, (key, value));

        Assert.False((await bench.CheckAsync(bench.NewKey().Press())).IsDefinitive);
        Assert.Contains("Check that key and YUBICLOUD_CLIENT_ID", bench.Engine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_decides_nothing()
    {
        await using var bench = await CloudBench.StartAsync();
        bench.Book.IsUp = false;

        Assert.False((await bench.CheckAsync(bench.NewKey().Press())).IsDefinitive);
        Assert.Contains("BACKEND_ERROR", bench.Engine.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BAD_OTP")]
    [InlineData("MISSING_PARAMETER")]
    [InlineData("NO_SUCH_CLIENT")]
    public async Task A_refusal_signed_with_the_empty_key_decides_nothing(string status)
    {
        await using var bench = await CloudBench.StartAsync();
        bench.Server.Twist = reply => (reply.Pairs["status"], reply.Key) = (status, []);

        Assert.True((await bench.CheckAsync(bench.NewKey().Press())).IsForged);
    }

    [Theory]
    [InlineData("REPLAYED_REQUEST")]
    [InlineData("BAD_SIGNATURE")]
    [InlineData("MISSING_PARAMETER")]
    [InlineData("NO_SUCH_CLIENT")]
    [InlineData("OPERATION_NOT_ALLOWED")]
    [InlineData("BACKEND_ERROR")]
    [InlineData("NOT_ENOUGH_ANSWERS")]
    [InlineData("DELAYED_OTP")]
    public async Task A_signed_status_that_is_about_the_server_decides_nothing(string status)
    {
        await using var bench = await CloudBench.StartAsync();
        bench.Server.Twist = reply => reply.Pairs["status"] = status;

        var reading = await bench.CheckAsync(bench.NewKey().Press());

        Assert.Equal((false, false), (reading.IsDefinitive, reading.IsForged));
    }

    [Theory]
    [InlineData("100", false)]
    [InlineData("50", true)]
    [InlineData("secure", true)]
    public async Task Of_two_peers_one_is_dead(string level, bool isGood)
    {
        await using var bench = await CloudBench.StartAsync(1, ("YUBICLOUD_SL", level));
        bench.Server.Peers = (2, 1);

        Assert.Equal(isGood, (await bench.CheckAsync(bench.NewKey().Press())).Counter is not null);
        Assert.Equal(level, bench.Server.Asked.Single()["sl"]);
    }

    [Fact]
    public async Task A_server_that_asked_too_few_peers_is_not_believed()
    {
        await using var bench = await CloudBench.StartAsync(1, ("YUBICLOUD_SL", "50"));

        Assert.False((await bench.CheckAsync(bench.NewKey().Press())).IsDefinitive);
    }

    [Fact]
    public async Task The_question_is_signed_and_its_nonce_is_new_each_time()
    {
        await using var bench = await CloudBench.StartAsync();
        await bench.CheckAsync(bench.NewKey().Press());
        await bench.CheckAsync(bench.NewKey().Press());

        Assert.All(bench.Server.Asked, asked => Assert.True(CloudSignature.IsOn(asked, Convert.FromBase64String(CloudBench.Secret))));
        Assert.Equal(2, bench.Server.Asked.Select(asked => asked["nonce"]).Distinct().Count(nonce => nonce.Length == 32));
    }
}
