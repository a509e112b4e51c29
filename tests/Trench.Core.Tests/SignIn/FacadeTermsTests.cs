using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

public sealed class FacadeTermsTests : IAsyncLifetime
{
    private static readonly FacadeTerms Strict = new("strict")
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = TimeSpan.FromMinutes(1),
            Attempts = 2,
            LiveLimit = 2,
            RefuseOverLimit = true,
            Code = new AnswerShape("ABCDEF", 8, 8),
            MessageText = "Say {code} at the gate.",
        },
        Asks = method => method != "token",
    };

    private static readonly FacadeTerms Silent = new("silent")
    {
        Challenges = new ChallengeTerms { Lifetime = TimeSpan.FromMinutes(1), Attempts = 5, LiveLimit = 3 },
        HandsOutTickets = false,
        ShowsBackupCodes = false,
        DropsUnsent = true,
    };

    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: builder => builder.Services.AddSingleton(Strict));
        _anna = Person.New(_engine, facade: Strict.Facade);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_code_of_a_login_has_the_facades_form_and_text()
    {
        await EnrolAsync();

        var ticket = await _anna.TicketAsync();

        Assert.Matches("^[A-F]{8}$", _anna.LastCode);
        Assert.Equal($"Say {_anna.LastCode} at the gate.", _engine.Messages.Last(_anna.Address).Text);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task The_code_of_an_activation_has_the_facades_form_too()
    {
        await EnrolAsync();

        Assert.Single(await _anna.ListAsync());
        Assert.Equal(RefusalKind.CodeMalformed, (await _anna.CompleteAsync(await _anna.TicketAsync(), "123456")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_ticket_lives_as_long_as_the_facade_says()
    {
        await EnrolAsync();
        var ticket = await _anna.TicketAsync();

        _engine.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RefusalKind.TicketExpired, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_ticket_has_as_many_attempts_as_the_facade_says()
    {
        await EnrolAsync();
        var ticket = await _anna.TicketAsync();
        var wrong = _anna.LastCode == "ABCDEFAB" ? "BABABABA" : "ABCDEFAB";

        await _anna.CompleteAsync(ticket, wrong);
        await _anna.CompleteAsync(ticket, wrong);

        Assert.Equal(RefusalKind.TicketExhausted, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task One_ticket_more_than_the_facade_allows_is_refused_until_one_is_used()
    {
        await EnrolAsync();
        await _anna.TicketAsync();
        var second = await _anna.TicketAsync();

        Assert.Equal(RefusalKind.TooManyChallenges, (await _anna.BeginAsync()).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(second, _anna.LastCode)).Succeeded);
        Assert.IsType<Asked>((await _anna.BeginAsync()).Value);
    }

    [Fact]
    public async Task A_user_with_only_methods_that_the_facade_never_asks_is_refused_there_and_asked_elsewhere()
    {
        await _anna.SignInAsync();
        await _anna.EnrolTokenAsync();

        Assert.Equal(RefusalKind.MethodNotEnrolled, (await _anna.BeginAsync()).Refusal?.Kind);
        Assert.Equal("token", Assert.IsType<Asked>((await _anna.Through("trench").BeginAsync()).Value).Method);
    }

    [Fact]
    public async Task A_facade_that_shows_no_backup_codes_makes_none()
    {
        await using var engine = await TestEngine.StartAsync(configure: builder => builder.Services.AddSingleton(Silent));
        var boris = Person.New(engine, facade: Silent.Facade);
        await boris.SignInAsync();

        Assert.Empty(await boris.EnrolAsync());
        Assert.DoesNotContain(
            EventNames.BackupGenerated, (await engine.Store.ListEventsAsync(new EventFilter(boris.Id, 100), default)).Select(happened => happened.Name));
    }

    // Attack: with the password alone, open questions that make the owner's code the one before the newest.
    [Fact]
    public async Task Without_tickets_a_question_that_sends_nothing_is_not_opened()
    {
        await using var engine = await TestEngine.StartAsync(
            new Dictionary<string, string?> { ["LIMITS:SENDS_PER_TARGET"] = "2/h" }, builder => builder.Services.AddSingleton(Silent));
        var boris = Person.New(engine, facade: Silent.Facade);
        await boris.SignInAsync();
        await boris.EnrolAsync();
        await boris.TicketAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await boris.TicketAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        var asked = Assert.IsType<Asked>((await boris.BeginAsync()).Value);

        Assert.Equal((3, ""), (engine.Messages.Count(boris.Address), asked.Ticket));
        Assert.NotNull(asked.RetryAfter);
        Assert.True((await boris.SignInAtOnceAsync(new LoginAnswer(boris.LastCode, AccountKind.Factor))).Succeeded);
    }

    // Attack: an old set of the user's own comes back to life with the next method.
    [Fact]
    public async Task A_facade_that_shows_no_backup_codes_leaves_no_old_ones_good()
    {
        await using var engine = await TestEngine.StartAsync(
            new Dictionary<string, string?> { ["BACKUP_CODES_SCOPE"] = "User" }, builder => builder.Services.AddSingleton(Silent));
        var boris = Person.New(engine);
        await boris.SignInAsync();
        var old = await boris.EnrolAsync();
        await boris.DeactivateAsync("pigeon", old[0]);

        await boris.Through(Silent.Facade).EnrolAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await boris.CompleteAsync(await boris.TicketAsync(), old[1])).Refusal?.Kind);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_dropped_where_the_facade_says_so()
    {
        await using var engine = await TestEngine.StartAsync(configure: builder => builder.Services.AddSingleton(Silent));
        var boris = Person.New(engine, facade: Silent.Facade);
        await boris.SignInAsync();
        engine.Messages.Answer = (_, _) => throw new DeliveryRefusedException("No pigeon today.");

        var refused = (await boris.ActivateAsync("pigeon")).Refusal;
        Assert.Empty(await boris.ListOwnAsync());
        await boris.Through("trench").ActivateAsync("pigeon");

        Assert.Equal((RefusalKind.DeliveryRefused, "No pigeon today."), (refused?.Kind, refused?.PublicMessage));
        Assert.Single(await boris.ListOwnAsync());
    }

    private async Task EnrolAsync()
    {
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
    }
}
