using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

/// <summary>One event for each change of state and none without: what logins, tickets and sessions leave.</summary>
public sealed class SignInTrailTests : IAsyncLifetime
{
    private static readonly string[] Nothing = [];

    private TestEngine _engine = null!;
    private Person _anna = null!;
    private Person _bert = null!;
    private string _secret = "";
    private IReadOnlyList<string> _backupCodes = [];

    // Anna has a method that sends, Bert one with a counter.
    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(
            new Dictionary<string, string?> { ["BACKUP_CODES_QUANTITY"] = "4", ["REMEMBER_DEVICES"] = "86400" });
        (_anna, _bert) = (Person.New(_engine), Person.New(_engine));
        await _anna.SignInAsync();
        _backupCodes = await _anna.EnrolAsync();
        await _bert.SignInAsync();
        _secret = await _bert.EnrolTokenAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_login_by_the_password_alone() =>
        await LeavesAsync(Person.New(_engine).SignInAsync, EventNames.FirstFactorOk, EventNames.LoginCompleted);

    [Fact]
    public async Task A_first_step_that_sends() =>
        await LeavesAsync(_anna.TicketAsync, EventNames.FirstFactorOk, EventNames.ChallengeCreated, EventNames.CodeSent);

    [Fact]
    public async Task A_first_step_that_sends_nothing() =>
        await LeavesAsync(_bert.TicketAsync, EventNames.FirstFactorOk, EventNames.ChallengeCreated);

    [Fact]
    public async Task A_second_step()
    {
        var ticket = await _anna.TicketAsync();

        await LeavesAsync(() => _anna.CompleteAsync(ticket, _anna.LastCode), EventNames.CodeAccepted, EventNames.LoginCompleted);
    }

    [Fact]
    public async Task A_second_step_by_backup_codes_down_to_the_last_one()
    {
        string[] few = [EventNames.BackupUsed, EventNames.BackupLow, EventNames.LoginCompleted];
        string[] last = [EventNames.BackupUsed, EventNames.BackupExhausted, EventNames.LoginCompleted];
        for (var number = 0; number < _backupCodes.Count; number++)
        {
            var (ticket, code) = (await _anna.TicketAsync(), _backupCodes[number]);

            await LeavesAsync(() => _anna.CompleteAsync(ticket, code), number + 1 < _backupCodes.Count ? few : last);
        }
    }

    [Fact]
    public async Task Wrong_codes_up_to_the_lock_and_beyond()
    {
        var ticket = await _bert.TicketAsync();
        for (var wrong = 1; wrong <= 4; wrong++)
        {
            await LeavesAsync(() => _bert.CompleteAsync(ticket, Wrong()), EventNames.CodeRejected);
        }

        await LeavesAsync(() => _bert.CompleteAsync(ticket, Wrong()), EventNames.CodeRejected, EventNames.AccountLocked);

        ticket = await _bert.TicketAsync();
        await LeavesAsync(() => _bert.CompleteAsync(ticket, Wrong()), EventNames.CodeRejected);
        await LeavesAsync(() => _bert.CompleteAsync(ticket, _bert.CodeOf(_secret)), Nothing);
    }

    [Fact]
    public async Task A_code_once_more_and_one_that_comes_too_soon()
    {
        var ticket = await _anna.TicketAsync();
        await LeavesAsync(() => _anna.ResendAsync(ticket), Nothing);

        _engine.Clock.Advance(TimeSpan.FromSeconds(31));

        await LeavesAsync(() => _anna.ResendAsync(ticket), EventNames.CodeResent);
    }

    [Fact]
    public async Task A_used_ticket_once_a_minute()
    {
        var ticket = await _bert.TicketAsync();
        await _bert.CompleteAsync(ticket, _bert.CodeOf(_secret));

        await LeavesAsync(() => _bert.CompleteAsync(ticket, "123456"), EventNames.TicketRejected);
        await LeavesAsync(() => _bert.CompleteAsync(ticket, "123456"), Nothing);
    }

    [Fact]
    public async Task An_expired_ticket_once_a_minute()
    {
        var ticket = await _bert.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));

        await LeavesAsync(() => _bert.CompleteAsync(ticket, "123456"), EventNames.TicketExpired);
        await LeavesAsync(() => _bert.CompleteAsync(ticket, "123456"), Nothing);
    }

    [Fact]
    public async Task What_is_refused_before_anything_is_looked_at()
    {
        var ticket = await _anna.TicketAsync();

        await LeavesAsync(() => _anna.BeginAsync("wrong"), Nothing);
        await LeavesAsync(() => _anna.CompleteAsync(ticket, "no code at all"), Nothing);
        await LeavesAsync(() => _anna.CompleteAsync("trm_" + new string('A', 43), "123456"), Nothing);
    }

    [Fact]
    public async Task The_end_of_a_session_once()
    {
        var session = (await _anna.ActAsync()).Session!;

        await LeavesAsync(() => EndAsync(session.Id), EventNames.SessionEnded);
        await LeavesAsync(() => EndAsync(session.Id), Nothing);
        await LeavesAsync(() => EndAsync("unknown"), Nothing);
    }

    [Fact]
    public async Task A_refresh_and_an_old_secret_that_comes_back()
    {
        var signedIn = (await _bert.CompleteAsync(await _bert.TicketAsync(), _bert.CodeOf(_secret))).Value!;
        var (id, secret) = (signedIn.Session.Id, signedIn.Secret);

        await LeavesAsync(() => _bert.RefreshAsync(id, secret), Nothing);
        await LeavesAsync(() => _bert.RefreshAsync(id, secret), EventNames.SessionReuse);
        await LeavesAsync(() => _bert.RefreshAsync(id, secret), Nothing);
    }

    [Fact]
    public async Task A_device_that_is_remembered_signs_in_and_is_forgotten()
    {
        var signedIn = (await _bert.CompleteAsync(await _bert.TicketAsync(), _bert.CodeOf(_secret))).Value!;
        string? device = null;

        await LeavesAsync(async () => device = await _bert.RememberAsync(signedIn), EventNames.DeviceRemembered);
        await LeavesAsync(() => _bert.BeginAsync(device!, "correct horse"), EventNames.FirstFactorOk, EventNames.LoginCompleted);
        await LeavesAsync(_bert.ForgetDevicesAsync, EventNames.DevicesForgotten);
    }

    [Fact]
    public async Task A_confirmation_that_is_used_once()
    {
        var id = "";

        await LeavesAsync(async () => id = await _engine.AskAsync(_anna), EventNames.CodeSent);
        await LeavesAsync(() => _engine.AnswerAsync(id, _anna.LastCode, _anna.Id), EventNames.CodeAccepted);
        await LeavesAsync(() => _engine.UseAsync(id, "transfer", _anna.Id), EventNames.ConfirmationUsed);
        await LeavesAsync(() => _engine.UseAsync(id, "transfer", _anna.Id), Nothing);
    }

    private Task LeavesAsync(Func<Task> flow, params string[] names) => _engine.LeavesAsync(flow, names);

    private Task<bool> EndAsync(string sessionId) => _engine.InScopeAsync(async services =>
    {
        await services.GetRequiredService<SessionFlow>().EndAsync(sessionId, _anna.Caller, default);
        return true;
    });

    private string Wrong() => _bert.CodeOf(_secret) == "123456" ? "654321" : "123456";
}
