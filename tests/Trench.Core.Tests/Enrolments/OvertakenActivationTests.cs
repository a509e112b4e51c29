using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class OvertakenActivationTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private Person _thief = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _thief = _anna.Through("trench");
        await _thief.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    // Begun with the password alone, while there was nothing to ask for; finished after the owner had protected the account.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_activation_begun_before_the_first_method_was_active_needs_a_fresh_proof_to_end(int secondsBefore)
    {
        var secret = (await _thief.ActivateAsync("token")).Value!.Members["secret"];
        _engine.Clock.Advance(TimeSpan.FromSeconds(secondsBefore));
        await _anna.EnrolAsync("pigeon");

        Assert.Equal(RefusalKind.FreshProofRequired, (await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Refusal?.Kind);
        Assert.Equal("pigeon", Assert.Single(await _anna.ListAsync()).Name);
    }

    [Fact]
    public async Task Who_begins_two_activations_ends_both()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _anna.EnrolAsync("pigeon");

        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Succeeded);
    }
}
