using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class DeactivateAllTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Every_method_goes_with_a_fresh_proof_and_each_is_told()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");
        await _anna.ActivateAsync("token");

        Assert.True((await _anna.DeactivateAllAsync()).Succeeded);

        Assert.Empty(await _anna.ListOwnAsync());
        var told = await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = EventNames.Deactivated }, default);
        Assert.Equal(["dove", "pigeon"], told.Select(happened => happened.Method).Order());
    }

    [Fact]
    public async Task Without_a_fresh_proof_it_takes_a_code()
    {
        var codes = await _anna.EnrolAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RefusalKind.FreshProofRequired, (await _anna.DeactivateAllAsync()).Refusal?.Kind);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.DeactivateAllAsync("AAAA-AAAA-AAAA-AAAA")).Refusal?.Kind);
        Assert.True((await _anna.DeactivateAllAsync(codes[0])).Succeeded);
    }

    // Attack: removing and adding a method to get a fresh budget of guesses.
    [Fact]
    public async Task The_wrong_answers_counted_so_far_stay()
    {
        var codes = await _anna.EnrolAsync();
        await _anna.CompleteAsync(await _anna.TicketAsync(), "000000" == _anna.LastCode ? "111111" : "000000");

        await _anna.DeactivateAllAsync(codes[0]);

        Assert.Equal(1, (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor?.WindowFailures);
    }

    [Fact]
    public async Task Nothing_is_to_be_removed_where_nothing_is_active() =>
        Assert.Equal(RefusalKind.MethodNotActive, (await _anna.DeactivateAllAsync()).Refusal?.Kind);

    [Fact]
    public async Task An_owner_sees_the_whole_target_of_pending_and_active_methods()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.ActivateAsync("dove");

        Assert.Equal(
            [("pigeon", EnrolmentStatus.Active, _anna.Address), ("dove", EnrolmentStatus.Pending, _anna.Address)],
            (await _anna.ListOwnAsync()).Select(own => (own.View.Name, own.Status, own.Target)));
    }
}
