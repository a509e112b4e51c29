using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

/// <summary>One event for each change of state and none without: what changes of methods leave, the user's own and those of administrators.</summary>
public sealed class EnrolmentTrailTests : IAsyncLifetime
{
    private static readonly string[] Nothing = [];

    private TestEngine _engine = null!;
    private Person _anna = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        (_anna, _admin) = (Person.New(_engine), Person.New(_engine, "admin", facade: "admin"));
        await _anna.SignInAsync();
        await _admin.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_activation_that_sends_and_its_proof()
    {
        await LeavesAsync(() => _anna.ActivateAsync("pigeon"), EventNames.EnrolStarted, EventNames.CodeSent);
        await LeavesAsync(
            () => _anna.ConfirmAsync("pigeon", _anna.LastCode), EventNames.CodeAccepted, EventNames.Activated, EventNames.BackupGenerated);
    }

    [Fact]
    public async Task An_activation_that_sends_nothing_and_its_proof()
    {
        var secret = "";

        await LeavesAsync(async () => secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"], EventNames.EnrolStarted);
        await LeavesAsync(
            () => _anna.ConfirmAsync("token", _anna.CodeOf(secret)), EventNames.CodeAccepted, EventNames.Activated, EventNames.BackupGenerated);
    }

    [Fact]
    public async Task A_new_address_and_its_proof()
    {
        await _anna.EnrolAsync();
        var id = Assert.Single(await _anna.ListAsync()).Id;
        var members = new Dictionary<string, string> { ["email"] = "new@example.test" };

        await LeavesAsync(() => _anna.ActivateAsync("pigeon", id: id, members: members), EventNames.EnrolStarted, EventNames.CodeSent);
        await LeavesAsync(
            () => _anna.ConfirmAsync("pigeon", _engine.Messages.Last("new@example.test").Code), EventNames.CodeAccepted, EventNames.FactorChanged);
    }

    [Fact]
    public async Task A_code_for_a_change_and_one_more_and_one_too_soon()
    {
        await _anna.EnrolAsync();

        await LeavesAsync(() => _anna.RequestCodeAsync(), EventNames.CodeSent);
        await LeavesAsync(() => _anna.RequestCodeAsync(), Nothing);
        _engine.Clock.Advance(TimeSpan.FromSeconds(31));
        await LeavesAsync(() => _anna.RequestCodeAsync(), EventNames.CodeResent);
    }

    [Fact]
    public async Task A_code_that_cannot_be_sent_while_its_user_waits()
    {
        await _anna.EnrolAsync();
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("503"));

        await LeavesAsync(() => _anna.RequestCodeAsync(), EventNames.CodeSent, EventNames.DeliveryAbandoned);
    }

    [Fact]
    public async Task A_pause_its_end_and_what_was_so_already()
    {
        await _anna.EnrolAsync();
        await _anna.EnrolTokenAsync();

        await LeavesAsync(() => _anna.PauseAsync("token", paused: true), EventNames.Paused);
        await LeavesAsync(() => _anna.PauseAsync("token", paused: true), Nothing);
        await LeavesAsync(() => _anna.PauseAsync("token", paused: false), EventNames.Paused);
        await LeavesAsync(() => _anna.PauseAsync("token", paused: false), Nothing);
        await LeavesAsync(() => _anna.PauseAsync("pigeon", paused: true), Nothing);
    }

    [Fact]
    public async Task Another_primary_method_and_the_one_that_is_it_already()
    {
        await _anna.EnrolAsync();
        var secret = await _anna.EnrolTokenAsync();

        await LeavesAsync(() => _anna.ChangePrimaryAsync("token", _anna.CodeOf(secret)), EventNames.CodeAccepted, EventNames.PrimaryChanged);
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        await LeavesAsync(() => _anna.ChangePrimaryAsync("token", _anna.CodeOf(secret)), EventNames.CodeAccepted);
    }

    [Fact]
    public async Task New_backup_codes()
    {
        var secret = await _anna.EnrolTokenAsync();

        await LeavesAsync(() => _anna.RegenerateAsync("token", _anna.CodeOf(secret)), EventNames.CodeAccepted, EventNames.BackupGenerated);
    }

    [Fact]
    public async Task A_primary_method_that_is_removed_with_a_successor()
    {
        await _anna.EnrolAsync();
        await _anna.EnrolTokenAsync();
        await _anna.RequestCodeAsync("pigeon");

        await LeavesAsync(() => _anna.DeactivateAsync("pigeon", _anna.LastCode), Nothing);
        await LeavesAsync(
            () => _anna.DeactivateAsync("pigeon", _anna.LastCode, successor: "token"),
            EventNames.CodeAccepted,
            EventNames.Deactivated,
            EventNames.PrimaryChanged);
    }

    [Fact]
    public async Task All_methods_that_are_removed()
    {
        await _anna.EnrolAsync();
        await _anna.EnrolTokenAsync();

        await LeavesAsync(() => _anna.DeactivateAllAsync(), EventNames.Deactivated, EventNames.Deactivated);
        await LeavesAsync(() => _anna.DeactivateAllAsync(), Nothing);
    }

    [Fact]
    public async Task A_method_of_the_application_that_goes_and_leaves_another_one_primary()
    {
        var secret = Codes.Bytes(20);
        await LeavesAsync(() => AdoptAsync(secret), EventNames.Activated);
        await _anna.SignInAsync(_anna.CodeOf(Convert.ToHexString(secret)));
        await _anna.EnrolAsync();

        await LeavesAsync(() => AdoptAsync(null), EventNames.Deactivated, EventNames.PrimaryChanged);
        await LeavesAsync(() => AdoptAsync(null), Nothing);
    }

    [Fact]
    public async Task What_is_only_read_or_refused()
    {
        await _anna.EnrolAsync();
        var session = (await _anna.ActAsync()).Session!;

        await LeavesAsync(() => _anna.ListAsync(), Nothing);
        await LeavesAsync(() => _anna.ListOwnAsync(), Nothing);
        await LeavesAsync(() => _anna.CheckAsync(session.Id), Nothing);
        await LeavesAsync(() => _anna.ActivateAsync("pigeon"), Nothing);
        await LeavesAsync(() => _anna.ActivateAsync("unknown"), Nothing);
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));
        await LeavesAsync(() => _anna.ActivateAsync("token"), Nothing);
        await LeavesAsync(() => _anna.DeactivateAllAsync(), Nothing);
    }

    [Fact]
    public async Task What_an_administrator_resets()
    {
        await _anna.EnrolAsync();
        await LockAsync();

        Task ResetAsync() => AdministerAsync((flow, actor, request) => flow.ResetAsync(actor, request, default));

        await LeavesAsync(ResetAsync, EventNames.Reset, EventNames.AccountUnlocked);
        await LeavesAsync(ResetAsync, EventNames.Reset);
    }

    [Fact]
    public async Task Whom_an_administrator_shuts_out_and_lets_in()
    {
        await LeavesAsync(
            () => AdministerAsync((flow, actor, request) => flow.DisableAsync(actor, request, _engine.Users, default)), EventNames.UserDisabled);
        await LeavesAsync(
            () => AdministerAsync((flow, actor, request) => flow.EnableAsync(actor, request, _engine.Users, default)), EventNames.UserEnabled);
    }

    [Fact]
    public async Task What_an_administrator_does_to_a_user_who_is_none()
    {
        var nobody = new AdminRequest("nobody", "lost phone", null);

        await LeavesAsync(() => AdministerAsync((flow, actor, _) => flow.ResetAsync(actor, nobody, default)), Nothing);
        await LeavesAsync(() => AdministerAsync((flow, actor, _) => flow.DisableAsync(actor, nobody, _engine.Users, default)), Nothing);
    }

    private Task LeavesAsync(Func<Task> flow, params string[] names) => _engine.LeavesAsync(flow, names);

    private async Task LockAsync()
    {
        var ticket = await _anna.TicketAsync();
        var wrong = _anna.LastCode == "123456" ? "654321" : "123456";
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await _anna.CompleteAsync(ticket, wrong);
        }
    }

    private async Task AdministerAsync(Func<AdminFlow, Actor, AdminRequest, Task<Outcome<Done>>> work)
    {
        var (actor, request) = (await _admin.ActAsync(), new AdminRequest(_anna.Id, "lost phone", null));
        await _engine.InScopeAsync(services => work(services.GetRequiredService<AdminFlow>(), actor, request));
    }

    // What the application keeps of a user's token by itself.
    private async Task AdoptAsync(byte[]? secret)
    {
        var user = (await _engine.Users.FindAsync(_anna.Id, default))!;
        await _engine.InScopeAsync(
            services => services.GetRequiredService<AdoptionFlow>().AdoptSecretAsync(user, "token", secret, _anna.Caller, default));
    }
}
