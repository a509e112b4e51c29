using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Delivering;

/// <summary>Attack: somebody changes the account behind the owner's back (SECURITY.md rows 70 and 71).</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await StartAsync();
        _anna = await NewAsync(_engine);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_new_method_is_told_to_the_users_own_address()
    {
        await _anna.EnrolTokenAsync();

        var notice = await NoticeAsync(1);

        Assert.Equal((_anna.Address, true, ""), (notice.Recipient, notice.IsNotice, notice.Code));
        Assert.StartsWith("The sign-in method token was added to your account. If this was not you,", notice.Text, StringComparison.Ordinal);
        Assert.Equal("About the security of your account", notice.Subject);
    }

    [Fact]
    public async Task A_removed_method_is_told()
    {
        var secret = await _anna.EnrolTokenAsync();
        Assert.True((await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Succeeded);

        Assert.Contains("token was removed", (await NoticeAsync(2)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_backup_codes_are_told()
    {
        var secret = await _anna.EnrolTokenAsync();
        var made = (await _anna.RegenerateAsync("token", _anna.CodeOf(secret))).Value!.Codes;

        var notice = await NoticeAsync(2);

        Assert.StartsWith("New backup codes were made", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(made, code => notice.Text.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_backup_codes_are_told()
    {
        await using var engine = await StartAsync(("BACKUP_CODES_QUANTITY", "5"));
        var ben = await NewAsync(engine);
        await ben.ActivateAsync("token");
        var codes = (await ben.ConfirmAsync("token", await TokenCodeAsync(ben))).Value!.Codes;
        foreach (var code in codes)
        {
            await ben.SignInAsync(code);
        }

        await engine.Messages.WaitAsync(ben.Address, 5);
        var texts = Notices(engine, ben).Select(notice => notice.Text[..Math.Min(22, notice.Text.Length)]).Order(StringComparer.Ordinal);
        Assert.Equal(["Backup codes left: 1. ", "Backup codes left: 2. ", "Backup codes left: 3. ", "The sign-in method tok", "Your last backup code "], texts);
    }

    [Fact]
    public async Task A_changed_address_is_told_to_the_old_one_and_never_to_the_new_one_alone()
    {
        await _anna.ActivateAsync("mail", members: new Dictionary<string, string> { ["email"] = "old@example.test" });
        await _anna.ConfirmAsync("mail", _engine.Messages.Last("old@example.test").Code);
        var id = (await _anna.ListAsync())[0].Id;
        await _anna.ActivateAsync("mail", id: id, members: new Dictionary<string, string> { ["email"] = "new@example.test" });
        await _anna.ConfirmAsync("mail", _engine.Messages.Last("new@example.test").Code, id);

        await _engine.Messages.WaitAsync("old@example.test", 2);
        await _engine.Messages.WaitAsync(_anna.Address, 2);
        var changed = _engine.Messages.All.Where(message => message.Text.Contains("mail was changed", StringComparison.Ordinal));
        Assert.Equal([_anna.Address, "old@example.test"], changed.Select(message => message.Recipient ?? "").Order(StringComparer.Ordinal));
    }

    // The administrator's code was one of the last: that is the administrator's news, and the reset is the user's.
    [Fact]
    public async Task A_reset_is_told_to_its_user_whatever_its_proof_tells_the_administrator()
    {
        await using var engine = await StartAsync(("BACKUP_CODES_QUANTITY", "5"));
        var (ben, admin) = (await NewAsync(engine), Person.New(engine, "admin", facade: "admin"));
        await ben.EnrolTokenAsync();
        await admin.SignInAsync();
        await admin.ActivateAsync("token");
        var codes = (await admin.ConfirmAsync("token", await TokenCodeAsync(admin))).Value!.Codes;
        await admin.SignInAsync(codes[0]);
        engine.Clock.Advance(TimeSpan.FromMinutes(6));
        var actor = await admin.ActAsync();

        var reset = await engine.InScopeAsync(services => services.GetRequiredService<AdminFlow>()
            .ResetAsync(actor, new AdminRequest(ben.Id, null, codes[1]), default));

        Assert.True(reset.Succeeded);
        Assert.StartsWith("An administrator removed all sign-in methods", (await engine.Messages.WaitAsync(ben.Address, 2)).Text, StringComparison.Ordinal);
        Assert.StartsWith("Backup codes left: 3.", (await engine.Messages.WaitAsync(admin.Address, 2)).Text, StringComparison.Ordinal);
        Assert.Equal((2, 2), (Notices(engine, ben).Count, Notices(engine, admin).Count));
    }

    [Fact]
    public async Task Fifty_wrong_codes_after_a_right_password_are_told_once()
    {
        await _anna.EnrolTokenAsync();
        await NoticeAsync(1);
        for (var i = 0; i < 50; i++)
        {
            await _anna.CompleteAsync(await _anna.TicketAsync(), "123456");
            _engine.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.StartsWith("Somebody signed in with your password", (await NoticeAsync(2)).Text, StringComparison.Ordinal);
        Assert.Equal(2, Notices(_engine, _anna).Count);
    }

    [Fact]
    public async Task Wrong_codes_of_somebody_who_is_signed_in_are_told()
    {
        await _anna.EnrolTokenAsync();
        await NoticeAsync(1);
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        for (var wrong = 0; wrong < 5; wrong++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await _anna.RegenerateAsync("token", "123456")).Refusal?.Kind);
        }

        Assert.StartsWith("Several wrong codes in a row", (await NoticeAsync(2)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_locked_the_fifth_wrong_code_is_told_once()
    {
        await using var engine = await StartAsync(("LIMITS:LOCK_AFTER", ""));
        var ben = await NewAsync(engine);
        await ben.EnrolTokenAsync();
        await engine.Messages.WaitAsync(ben.Address, 1);
        for (var wrong = 0; wrong < 4; wrong++)
        {
            await ben.CompleteAsync(await ben.TicketAsync(), "123456");
        }

        Assert.Single(Notices(engine, ben));
        for (var wrong = 0; wrong < 4; wrong++)
        {
            await ben.CompleteAsync(await ben.TicketAsync(), "123456");
        }

        Assert.StartsWith("Somebody signed in", (await engine.Messages.WaitAsync(ben.Address, 2)).Text, StringComparison.Ordinal);
        Assert.Equal(2, Notices(engine, ben).Count);
    }

    // Attack: all at once, so that none of them knows that it was the fifth.
    [Fact]
    public async Task Simultaneous_wrong_codes_are_told_once()
    {
        await _anna.EnrolTokenAsync();
        await NoticeAsync(1);
        var tickets = new[] { await _anna.TicketAsync(), await _anna.TicketAsync(), await _anna.TicketAsync() };

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (number, _) => await _anna.CompleteAsync(tickets[number % 3], "123456"));
        await _anna.CompleteAsync(await _anna.TicketAsync(), "123456");

        Assert.Single(await EventsAsync(EventNames.AccountLocked));
        Assert.StartsWith("Somebody signed in", (await NoticeAsync(2)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_later_wrong_codes_are_told_again()
    {
        await _anna.EnrolTokenAsync();
        await NoticeAsync(1);
        await FailAsync();
        await NoticeAsync(2);
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        await FailAsync();

        Assert.StartsWith("Somebody signed in", (await NoticeAsync(3)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_in_the_users_language()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Language = "de" });
        await _anna.EnrolTokenAsync();

        var notice = await NoticeAsync(1);

        Assert.StartsWith("Die Anmeldemethode token wurde", notice.Text, StringComparison.Ordinal);
        Assert.Equal("Zur Sicherheit Ihres Kontos", notice.Subject);
    }

    [Fact]
    public async Task Notices_are_outside_the_limits_of_messages()
    {
        for (var i = 0; i < 8; i++)
        {
            var secret = await _anna.EnrolTokenAsync();
            await NoticeAsync((2 * i) + 1);
            await _anna.DeactivateAsync("token", _anna.CodeOf(secret));
            Assert.True((await NoticeAsync((2 * i) + 2)).IsNotice);
        }

        Assert.DoesNotContain(_engine.Counted, sent => sent.Key.StartsWith("target", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NOTICES_false_tells_nobody()
    {
        await using var engine = await StartAsync(("NOTICES", "false"));
        var ben = await NewAsync(engine);
        await ben.EnrolTokenAsync();

        Assert.Empty(engine.Outbox);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_sent_is_tried_longer_than_a_code()
    {
        var failures = 0;
        _engine.Messages.Answer = (_, _) => Task.FromResult(failures++ < 5 ? Delivery.Failed("connection refused") : Delivery.Sent());
        await _anna.EnrolTokenAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_engine.Outbox.Single().State == OutboxState.Queued)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, limit.Token);
        }

        Assert.Equal((OutboxState.Sent, 6), (_engine.Outbox.Single().State, failures));
    }

    internal static async Task<TestEngine> StartAsync(params (string Key, string Value)[] settings) => await TestEngine.StartAsync(
        settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value),
        trench => trench.AddMethod<MailDispatcher>("mail").Services.PostConfigure<TrenchOptions>(options =>
            options.Methods = [.. options.Methods.Select(method => method.Name == "mail" ? method with { SourceField = "Email", Field = "email" } : method)]));

    internal static async Task<Person> NewAsync(TestEngine engine)
    {
        var person = Person.New(engine);
        await person.SignInAsync();
        return person;
    }

    private static async Task<string> TokenCodeAsync(Person person) =>
        person.CodeOf((await person.ActivateAsync("token")).Value!.Members["secret"]);

    private async Task FailAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            await _anna.CompleteAsync(await _anna.TicketAsync(), "123456");
        }
    }

    private Task<Message> NoticeAsync(int number) => _engine.Messages.WaitAsync(_anna.Address, number);

    internal static List<Message> Notices(TestEngine engine, Person person) =>
        [.. engine.Messages.All.Where(message => message.IsNotice && message.Recipient == person.Address)];

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = name }, default);
}

/// <summary>A channel that may carry notices, to the test.</summary>
public sealed class MailDispatcher(CapturedMessages messages) : AbstractMessageDispatcher
{
    public override bool CarriesNotices => true;

    public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => messages.TakeAsync(message, cancellationToken);
}
