using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Administration;

public sealed class AdminTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _admin = Person.New(_engine, "admin", facade: "admin");
        await _admin.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Every_enrolment_is_listed_with_its_codes_and_without_its_secret()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _anna.ActivateAsync("dove");

        var listed = await ListAsync(_anna.Id);

        Assert.Equal([EnrolmentStatus.Active, EnrolmentStatus.Pending], listed!.Select(one => one.Status));
        Assert.Equal([codes.Count, 0], listed!.Select(one => one.BackupCodesLeft));
        Assert.DoesNotContain(_anna.Address, string.Join(' ', listed!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_nobody_knows_is_not_listed_and_not_reset()
    {
        Assert.Null(await ListAsync("nobody"));
        Assert.Equal(RefusalKind.MethodNotEnrolled, (await ResetAsync("nobody")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_reset_user_signs_in_by_password_alone_and_every_older_thing_is_dead()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        var ticket = await _anna.TicketAsync();
        var session = (await _anna.ActAsync()).Session!;

        Assert.True((await ResetAsync(_anna.Id)).Succeeded);

        Assert.Null(await _anna.CheckAsync(session.Id));
        Assert.False((await _anna.CompleteAsync(ticket, codes[0])).Succeeded);
        Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
    }

    // As a Guid may be, which the database finds in capitals, too. Everything else is stored under one spelling.
    [Fact]
    public async Task An_id_that_is_spelled_otherwise_is_the_same_user()
    {
        await _anna.EnrolAsync("pigeon");
        var session = (await _anna.ActAsync()).Session!;
        var otherwise = _anna.Id.ToUpperInvariant();
        Assert.NotEqual(_anna.Id, otherwise);

        Assert.Single((await ListAsync(otherwise))!);
        Assert.True((await ResetAsync(otherwise)).Succeeded);

        Assert.Empty((await ListAsync(_anna.Id))!);
        Assert.Null(await _anna.CheckAsync(session.Id));
        Assert.Equal(_anna.Id, Assert.Single(await EventsAsync(EventNames.Reset)).UserId);
        Assert.Single(await EventsAsync(EventNames.Reset, otherwise));
    }

    [Fact]
    public async Task A_reset_lifts_the_lock()
    {
        await _anna.EnrolAsync("pigeon");
        var ticket = await _anna.TicketAsync();
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await _anna.CompleteAsync(ticket, "000000" == _anna.LastCode ? "111111" : "000000");
        }

        Assert.NotNull((await _engine.Store.FindUserAsync(_anna.Id, default)).Factor?.LockedUntil);

        await ResetAsync(_anna.Id);

        Assert.Null((await _engine.Store.FindUserAsync(_anna.Id, default)).Factor);
    }

    [Fact]
    public async Task A_reset_tells_who_did_it_and_why()
    {
        await ResetAsync(_anna.Id);

        var told = Assert.Single(await EventsAsync(EventNames.Reset));
        Assert.Equal((_anna.Id, _admin.Id, "lost phone", "admin"), (told.UserId, told.ActorId, told.Reason, told.Facade));
    }

    [Fact]
    public async Task A_removed_primary_is_followed_by_the_oldest_other_active_one()
    {
        await _anna.EnrolAsync("pigeon");
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _anna.EnrolAsync("dove");
        var primary = (await _anna.ListAsync())[0];

        Assert.True((await RemoveAsync(primary.Id)).Succeeded);

        var left = Assert.Single(await _anna.ListAsync());
        Assert.Equal(("dove", true), (left.Name, left.IsPrimary));
        Assert.Equal(_admin.Id, Assert.Single(await EventsAsync(EventNames.PrimaryChanged)).ActorId);
        var told = Assert.Single(await EventsAsync(EventNames.Deactivated));
        Assert.Equal((_admin.Id, "pigeon"), (told.ActorId, told.Method));
    }

    [Fact]
    public async Task The_enrolment_of_another_user_is_not_removed_through_this_one()
    {
        var ben = Person.New(_engine);
        await ben.SignInAsync();
        await ben.EnrolAsync("pigeon");

        Assert.Equal(RefusalKind.MethodNotEnrolled, (await RemoveAsync((await ben.ListAsync())[0].Id)).Refusal?.Kind);
        Assert.Single(await ben.ListAsync());
    }

    [Fact]
    public async Task An_administrator_with_a_method_needs_a_fresh_proof()
    {
        await _admin.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(RefusalKind.FreshProofRequired, (await ResetAsync(_anna.Id)).Refusal?.Kind);
        Assert.Empty(await EventsAsync(EventNames.Reset));
    }

    [Fact]
    public async Task Or_a_code_of_his_own()
    {
        var secret = await _admin.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await ResetAsync(_anna.Id, _admin.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_code_of_the_user_is_none_of_the_administrators()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _admin.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(RefusalKind.CodeWrong, (await ResetAsync(_anna.Id, codes[0])).Refusal?.Kind);
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once_and_stays_out_until_enabled()
    {
        var session = (await _anna.ActAsync()).Session!;

        Assert.True((await SwitchAsync(_anna.Id, active: false)).Succeeded);
        Assert.Null(await _anna.CheckAsync(session.Id));
        Assert.Equal(RefusalKind.WrongCredentials, (await _anna.BeginAsync()).Refusal?.Kind);

        Assert.True((await SwitchAsync(_anna.Id, active: true)).Succeeded);
        Assert.Null(await _anna.CheckAsync(session.Id));
        Assert.True((await _anna.BeginAsync()).Succeeded);
        Assert.Equal(_admin.Id, Assert.Single(await EventsAsync(EventNames.UserDisabled)).ActorId);
        Assert.Equal(_admin.Id, Assert.Single(await EventsAsync(EventNames.UserEnabled)).ActorId);
    }

    private Task<IReadOnlyList<AdministeredEnrolment>?> ListAsync(string user) => UseAsync(flow => flow.ListAsync(user, default));

    private async Task<Outcome<Done>> ResetAsync(string user, string? code = null)
    {
        var actor = await _admin.ActAsync();
        return await UseAsync(flow => flow.ResetAsync(actor, new AdminRequest(user, "lost phone", code), default));
    }

    private async Task<Outcome<Done>> RemoveAsync(string enrolment)
    {
        var actor = await _admin.ActAsync();
        return await UseAsync(flow => flow.RemoveAsync(actor, new AdminRequest(_anna.Id, "lost phone", null), enrolment, default));
    }

    private async Task<Outcome<Done>> SwitchAsync(string user, bool active)
    {
        var (actor, request, users) = (await _admin.ActAsync(), new AdminRequest(user, null, null), _engine.Users);
        return await UseAsync(
            flow => active ? flow.EnableAsync(actor, request, users, default) : flow.DisableAsync(actor, request, users, default));
    }

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name, string? userId = null) =>
        UseAsync(flow => flow.ListEventsAsync(new EventFilter(userId ?? _anna.Id, 100) { Name = name }, default));

    private Task<T> UseAsync<T>(Func<AdminFlow, Task<T>> use) =>
        _engine.InScopeAsync(services => use(services.GetRequiredService<AdminFlow>()));
}
