using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>A person with a YubiKey at the engine's door, and YubiCloud behind it.</summary>
public sealed class YubiKeyLoginTests : IAsyncLifetime
{
    private CloudBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CloudBench.StartAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ComponentFact(Component.Ykgenerate)]
    public async Task Passwords_of_Yubicos_generator_enrol_and_sign_in()
    {
        var key = _bench.NewKey();
        var ann = await _bench.NewPersonAsync();
        Assert.Equal("Generate code using YubiKey", (await ann.ActivateAsync("yubi")).Value?.Details);

        Assert.True((await ann.ConfirmAsync("yubi", await Ykgenerate.OtpAsync(key, 1, 0))).Succeeded);

        Assert.Null(await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(key, 1, 1)));
        Assert.Null(await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(key, 2, 0)));
    }

    [Fact]
    public async Task The_public_id_is_bound_and_nothing_secret_is_stored()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);

        var enrolment = Assert.Single((await _bench.Engine.Store.FindUserAsync(ann.Id, default)).Active);

        Assert.Equal((key.PublicId, 0x100), (enrolment.Reference, enrolment.Counter));
    }

    [Fact]
    public async Task Another_keyboard_and_caps_lock_do_not_matter()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);

        Assert.Null(await CloudBench.SignInAsync(ann, SoftYubiKey.OnDvorak(key.Press())));
        Assert.Null(await CloudBench.SignInAsync(ann, key.Press().ToUpperInvariant()));
    }

    // CAS PR #1070: any valid key was accepted.
    [Fact]
    public async Task A_strangers_key_is_refused_before_anybody_is_asked()
    {
        var ann = await _bench.EnrolledAsync(_bench.NewKey());
        var stranger = _bench.NewKey();
        var (asked, otp) = (_bench.Asked, stranger.Press());
        _bench.Engine.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, otp));

        Assert.Equal(asked, _bench.Asked);
        Assert.Contains("yubikey.foreign_key", await _bench.NewsOfAsync(ann));
        var bob = await _bench.NewPersonAsync();
        await bob.ActivateAsync("yubi");
        Assert.True((await bob.ConfirmAsync("yubi", otp)).Succeeded);
    }

    [Fact]
    public async Task A_key_belongs_to_one_user()
    {
        var key = _bench.NewKey();
        await _bench.EnrolledAsync(key);
        var bob = await _bench.NewPersonAsync();
        await bob.ActivateAsync("yubi");
        _bench.Engine.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RefusalKind.CodeWrong, (await bob.ConfirmAsync("yubi", key.Press())).Refusal?.Kind);

        Assert.Contains("yubikey.foreign_key", await _bench.NewsOfAsync(bob));
        Assert.Equal(1, (await _bench.Engine.Store.FindUserAsync(bob.Id, default)).Factor!.DayFailures);
    }

    // The server may have lost its memory, or be somebody's who has the account's key.
    [Fact]
    public async Task A_password_is_accepted_once_though_the_server_says_OK_again()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);
        var older = key.Press();
        var otp = key.Press();
        _bench.Book.Forgets = true;
        Assert.Null(await CloudBench.SignInAsync(ann, otp));

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, otp));
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, older));
    }

    [Fact]
    public async Task Of_fifty_submissions_of_one_password_one_wins_though_the_server_says_OK_to_all()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);
        var ticket = await ann.TicketAsync();
        var otp = key.Press();
        _bench.Book.Forgets = true;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ann.CompleteAsync(ticket, otp)));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
    }

    [Fact]
    public async Task The_password_that_activated_does_not_sign_in()
    {
        var key = _bench.NewKey();
        var ann = await _bench.NewPersonAsync();
        await ann.ActivateAsync("yubi");
        var otp = key.Press();
        Assert.True((await ann.ConfirmAsync("yubi", otp)).Succeeded);
        _bench.Book.Forgets = true;

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, otp));
    }

    [Fact]
    public async Task With_two_keys_either_signs_in_until_it_is_removed()
    {
        var (first, second) = (_bench.NewKey(), _bench.NewKey());
        var ann = await _bench.EnrolledAsync(first);
        Assert.True((await ann.ActivateAsync("yubi", label: "spare", code: first.Press())).Succeeded);
        Assert.True((await ann.ConfirmAsync("yubi", second.Press())).Succeeded);
        Assert.Null(await CloudBench.SignInAsync(ann, first.Press()));
        Assert.Null(await CloudBench.SignInAsync(ann, second.Press()));

        var spare = (await ann.ListAsync()).Single(view => view.Label == "spare");
        Assert.True((await ann.DeactivateAsync("yubi", second.Press(), spare.Id)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, second.Press()));
        Assert.Null(await CloudBench.SignInAsync(ann, first.Press()));
    }

    [Fact]
    public async Task A_key_is_exchanged_for_another()
    {
        var (old, replacement) = (_bench.NewKey(), _bench.NewKey());
        var ann = await _bench.EnrolledAsync(old);
        var id = (await ann.ListAsync()).Single().Id;
        Assert.True((await ann.ActivateAsync("yubi", id: id, code: old.Press())).Succeeded);

        Assert.True((await ann.ConfirmAsync("yubi", replacement.Press(), id)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, old.Press()));
        Assert.Null(await CloudBench.SignInAsync(ann, replacement.Press()));
    }

    // An exchange with the same key must not wind its counters back.
    [Fact]
    public async Task An_old_password_does_not_confirm_an_exchange()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);
        var seen = key.Press();
        Assert.Null(await CloudBench.SignInAsync(ann, seen));
        var id = (await ann.ListAsync()).Single().Id;
        await ann.ActivateAsync("yubi", id: id, code: key.Press());
        _bench.Book.Forgets = true;

        Assert.Equal(RefusalKind.CodeWrong, (await ann.ConfirmAsync("yubi", seen, id)).Refusal?.Kind);
    }

    [Fact]
    public async Task Neither_passwords_nor_keys_are_logged_on_any_path()
    {
        var key = _bench.NewKey();
        var ann = await _bench.EnrolledAsync(key);
        var passwords = new[] { key.Press(), SoftYubiKey.New().Press(), key.Press(), key.Press() };
        await CloudBench.SignInAsync(ann, passwords[0]);
        await CloudBench.SignInAsync(ann, passwords[1]);
        _bench.Server.Twist = reply => reply.Key = [];
        await CloudBench.SignInAsync(ann, passwords[2]);
        _bench.Server.Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await CloudBench.SignInAsync(ann, passwords[3]);

        Assert.All(
            [CloudBench.Secret, .. passwords],
            secret => Assert.DoesNotContain(secret, _bench.Engine.Log.Text, StringComparison.Ordinal));
    }
}
