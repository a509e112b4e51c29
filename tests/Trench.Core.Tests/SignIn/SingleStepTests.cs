using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

/// <summary>Password and code in one request.</summary>
public sealed class SingleStepTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private IReadOnlyList<string> _backupCodes = [];

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _backupCodes = await _anna.EnrolAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_code_of_the_newest_question_signs_in_once()
    {
        await _anna.TicketAsync();
        var older = _anna.LastCode;
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _anna.TicketAsync();
        var newest = _anna.LastCode;

        Assert.Equal(older == newest, (await _anna.SignInAtOnceAsync(Code(older))).Succeeded);
        Assert.True((await _anna.SignInAtOnceAsync(Code(newest))).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(Code(newest))).Refusal?.Kind);
    }

    // Attack: one proof submitted many times at once, while nobody has stored that it is spent.
    [Fact]
    public async Task Of_simultaneous_logins_with_one_code_one_gets_in()
    {
        await _anna.TicketAsync();
        var code = Code(_anna.LastCode);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _anna.SignInAtOnceAsync(code)));

        Assert.Single(answers, answer => answer.Succeeded);
    }

    [Fact]
    public async Task A_backup_code_signs_in_once()
    {
        var signedIn = (await _anna.SignInAtOnceAsync(BackupCode(_backupCodes[0]))).Value!;

        Assert.Equal((9, Assurance.MultiFactor), (signedIn.BackupCodesLeft, signedIn.Session.Acr));
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(BackupCode(_backupCodes[0]))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_code_is_never_taken_for_a_backup_code_nor_the_other_way_round()
    {
        await _anna.TicketAsync();

        Assert.Equal(RefusalKind.CodeMalformed, (await _anna.SignInAtOnceAsync(Code(_backupCodes[0]))).Refusal?.Kind);
        Assert.Equal(RefusalKind.CodeMalformed, (await _anna.SignInAtOnceAsync(BackupCode(_anna.LastCode))).Refusal?.Kind);
        Assert.True((await _anna.SignInAtOnceAsync(Code(_anna.LastCode))).Succeeded);
    }

    [Fact]
    public async Task A_malformed_code_costs_nothing_and_tells_nothing_of_the_password()
    {
        for (var count = 0; count < 40; count++)
        {
            Assert.Equal(RefusalKind.CodeMalformed, (await _anna.SignInAtOnceAsync(Code("abcdef"), password: "wrong")).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.WrongCredentials, (await _anna.SignInAtOnceAsync(Code("123456"), password: "wrong")).Refusal?.Kind);
    }

    [Fact]
    public async Task Guesses_without_any_question_are_charged_and_lock_the_account()
    {
        for (var count = 0; count < 5; count++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(Code("123456"))).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.Locked, (await _anna.SignInAtOnceAsync(Code("123456"))).Refusal?.Kind);
        Assert.True((await _anna.SignInAtOnceAsync(BackupCode(_backupCodes[0]))).Succeeded);
    }

    [Fact]
    public async Task A_code_of_another_facade_or_client_is_wrong()
    {
        await _anna.TicketAsync();
        await _anna.ThroughClient("shop").TicketAsync();
        var shopCode = _anna.LastCode;

        Assert.False((await _anna.Through("deux").SignInAtOnceAsync(Code(shopCode))).Succeeded);
        Assert.False((await _anna.ThroughClient("thief").SignInAtOnceAsync(Code(shopCode))).Succeeded);
        Assert.True((await _anna.ThroughClient("shop").SignInAtOnceAsync(Code(shopCode))).Succeeded);
    }

    [Fact]
    public async Task Nobody_signs_in_with_the_code_of_another_user()
    {
        var boris = Person.New(_engine);
        await boris.SignInAsync();
        var codes = await boris.EnrolAsync();
        await boris.TicketAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(Code(boris.LastCode))).Refusal?.Kind);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(BackupCode(codes[0]))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_user_without_a_method_is_signed_in_by_the_password()
    {
        var boris = Person.New(_engine);

        Assert.Equal(Assurance.Password, (await boris.SignInAtOnceAsync(Code("123456"))).Value?.Session.Acr);
    }

    [Fact]
    public async Task The_code_of_a_token_is_accepted_without_any_question()
    {
        var secret = await _anna.EnrolTokenAsync();

        Assert.True((await _anna.SignInAtOnceAsync(Code(_anna.CodeOf(secret)))).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.SignInAtOnceAsync(Code(_anna.CodeOf(secret)))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_backup_code_may_remove_all_methods_and_leaves_the_counted_wrong_answers()
    {
        await _anna.SignInAtOnceAsync(Code("123456"));

        var signedIn = await _anna.SignInAtOnceAsync(BackupCode(_backupCodes[0]) with { RemovesFactors = true });

        Assert.True(signedIn.Succeeded);
        Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
        Assert.Equal(1, (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor?.Consecutive);
        Assert.Contains(EventNames.Deactivated, (await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100), default)).Select(e => e.Name));
    }

    [Fact]
    public async Task A_session_of_a_client_is_refreshed_by_that_client_only()
    {
        await _anna.ThroughClient("shop").TicketAsync();
        var signedIn = (await _anna.ThroughClient("shop").SignInAtOnceAsync(Code(_anna.LastCode))).Value!;

        Assert.Equal(RefusalKind.SessionInvalid, (await _anna.RefreshAsync(signedIn.Session.Id, signedIn.Secret)).Refusal?.Kind);
        Assert.Equal(RefusalKind.SessionInvalid, (await _anna.ThroughClient("thief").RefreshAsync(signedIn.Session.Id, signedIn.Secret)).Refusal?.Kind);
        Assert.True((await _anna.ThroughClient("shop").RefreshAsync(signedIn.Session.Id, signedIn.Secret)).Succeeded);
    }

    private static LoginAnswer Code(string text) => new(text, AccountKind.Factor);

    private static LoginAnswer BackupCode(string text) => new(text, AccountKind.Backup);
}
