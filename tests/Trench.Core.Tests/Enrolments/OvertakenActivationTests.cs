using Microsoft.Extensions.DependencyInjection;
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

    // It was begun at a node whose clock is a minute ahead of that of the owner's.
    [Fact]
    public async Task No_clock_decides_whether_one_is_overtaken()
    {
        var secret = (await _thief.ActivateAsync("token")).Value!.Members["secret"];
        var begun = await OnlyAsync();
        await GivenAsync(new AddEnrolment(begun with { CreatedAt = begun.CreatedAt.AddMinutes(1) }));
        await _anna.EnrolAsync("pigeon");

        Assert.Equal(RefusalKind.FreshProofRequired, (await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Refusal?.Kind);
    }

    // A paused method asks for no proof, and was proven long before.
    [Fact]
    public async Task One_begun_while_the_only_method_was_paused_needs_a_fresh_proof_once_it_is_resumed()
    {
        await _anna.EnrolAsync("pigeon");
        Assert.True((await _anna.PauseAsync("pigeon", paused: true)).Succeeded);
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        var secret = (await _thief.ActivateAsync("token")).Value!.Members["secret"];
        Assert.True((await _anna.PauseAsync("pigeon", paused: false)).Succeeded);

        Assert.Equal(RefusalKind.FreshProofRequired, (await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Refusal?.Kind);
        Assert.Equal("pigeon", Assert.Single(await _anna.ListAsync()).Name);
    }

    [Fact]
    public async Task One_that_stays_paused_is_in_nobody_s_way()
    {
        await _anna.EnrolAsync("pigeon");
        Assert.True((await _anna.PauseAsync("pigeon", paused: true)).Succeeded);
        var secret = (await _thief.ActivateAsync("token")).Value!.Members["secret"];

        Assert.True((await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Succeeded);
    }

    // The proof at its beginning was enough: it is older than five minutes when the code comes.
    [Fact]
    public async Task One_begun_with_a_proof_ends_without_another()
    {
        await _anna.EnrolAsync("pigeon");
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _engine.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task One_begun_beside_a_method_that_another_replaced_needs_a_fresh_proof()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        Assert.True((await _anna.DeactivateAsync("pigeon", codes[0])).Succeeded);
        await _anna.EnrolAsync("dove");

        Assert.Equal(RefusalKind.FreshProofRequired, (await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Refusal?.Kind);
    }

    // Attack: another secret for a paused method, where nobody is asked for a proof, confirmed once the method is resumed.
    [Fact]
    public async Task A_change_begun_while_its_method_was_paused_needs_a_fresh_proof_once_it_is_resumed()
    {
        await _anna.EnrolTokenAsync();
        Assert.True((await _anna.PauseAsync("token", paused: true)).Succeeded);
        var secret = await RequestChangeAsync(await OnlyAsync());
        Assert.True((await _anna.PauseAsync("token", paused: false)).Succeeded);

        Assert.Equal(RefusalKind.FreshProofRequired, (await _thief.ConfirmAsync("token", _thief.CodeOf(secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task Who_begins_two_activations_ends_both()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _anna.EnrolAsync("pigeon");

        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Succeeded);
    }

    private async Task<Enrolment> OnlyAsync() => (await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments.Single();

    private async Task GivenAsync(Change change) => Assert.True((await _engine.Store.CommitAsync([change], default)).Done);

    private async Task<string> RequestChangeAsync(Enrolment paused)
    {
        var secret = Codes.Bytes(20);
        var begun = await _engine.InScopeAsync(services => Task.FromResult(
            services.GetRequiredService<FactorSeal>().Seal(new Factor(secret, null), paused.UserId, paused.Id)));
        await GivenAsync(new RequestFactorChange(paused.Id, paused.UserId, begun, PendingHint: null, _engine.Clock.Now.AddMinutes(10)));
        return Convert.ToHexString(secret);
    }
}
