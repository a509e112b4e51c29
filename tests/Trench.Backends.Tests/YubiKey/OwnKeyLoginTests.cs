using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>Keys that their owner programmed: checked here, nobody is asked.</summary>
public sealed class OwnKeyLoginTests : IAsyncLifetime
{
    private readonly SoftYubiKey _key = SoftYubiKey.New();
    private readonly SoftYubiKey _other = SoftYubiKey.New();
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync(
        new Dictionary<string, string?>
        {
            ["MFA_METHODS:yubi:YUBIKEY_OFFLINE_KEYS:0"] = _key.Entry,
            ["MFA_METHODS:yubi:YUBIKEY_OFFLINE_KEYS:1"] = _other.Entry,
        },
        trench => trench.AddYubiKey());

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [ComponentFact(Component.Ykgenerate)]
    public async Task Passwords_of_Yubicos_generator_enrol_and_sign_in()
    {
        var ann = await NewPersonAsync();

        Assert.True((await ann.ConfirmAsync("yubi", await Ykgenerate.OtpAsync(_key, 1, 0))).Succeeded);

        Assert.Null(await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(_key, 1, 1)));
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(_key, 1, 1)));
        Assert.Null(await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(_key, 2, 0)));
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, await Ykgenerate.OtpAsync(_key, 1, 9)));
    }

    [Fact]
    public async Task A_key_that_is_not_listed_is_wrong()
    {
        var ann = await NewPersonAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await ann.ConfirmAsync("yubi", SoftYubiKey.New().Press())).Refusal?.Kind);
        Assert.True((await ann.ConfirmAsync("yubi", _key.Press())).Succeeded);
    }

    [Fact]
    public async Task A_key_belongs_to_one_user()
    {
        var (ann, bob) = (await NewPersonAsync(), await NewPersonAsync());
        await ann.ConfirmAsync("yubi", _key.Press());

        Assert.Equal(RefusalKind.CodeWrong, (await bob.ConfirmAsync("yubi", _key.Press())).Refusal?.Kind);
        Assert.True((await bob.ConfirmAsync("yubi", _other.Press())).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, _other.Press()));
    }

    // After a restored backup nobody knows what the key has shown: whoever kept such a password must not get in by it.
    [Fact]
    public async Task Behind_a_fence_no_password_signs_in_until_the_owner_confirms_the_key_anew()
    {
        var ann = await NewPersonAsync();
        await ann.ConfirmAsync("yubi", _key.Press());
        var row = Assert.Single((await _engine.Store.FindUserAsync(ann.Id, default)).Enrolments);
        await _engine.Store.CommitAsync([new UseEnrolment(row.Id, ann.Id, Enrolment.FencedCounter, _engine.Clock.GetUtcNow())], default);
        var (kept, next) = (_key.Press(), _key.Press());

        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, next));

        Assert.True((await ann.ActivateAsync("yubi", id: row.Id)).Succeeded);
        Assert.True((await ann.ConfirmAsync("yubi", next)).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, kept));
        Assert.Equal(RefusalKind.CodeWrong, await CloudBench.SignInAsync(ann, next));
        Assert.Null(await CloudBench.SignInAsync(ann, _key.Press()));
    }

    [Fact]
    public async Task Its_answers_wait_for_nobody() =>
        Assert.False(await _engine.InScopeAsync(services => Task.FromResult(
            services.GetRequiredService<MethodRegistry>().Make("yubi", services).VerifiesRemotely)));

    [Fact]
    public async Task Its_secrets_are_not_logged()
    {
        var ann = await NewPersonAsync();
        await ann.ConfirmAsync("yubi", _key.Press());
        await CloudBench.SignInAsync(ann, _key.Press()[..^1] + "c");

        Assert.All(
            [_key.AesKey, _key.PrivateId, _other.AesKey],
            secret => Assert.DoesNotContain(secret, _engine.Log.Text, StringComparison.Ordinal));
    }

    private async Task<Person> NewPersonAsync()
    {
        var person = Person.New(_engine);
        await person.SignInAsync();
        Assert.True((await person.ActivateAsync("yubi")).Succeeded);
        return person;
    }
}
