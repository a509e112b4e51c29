using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>What a challenge holds when it is opened, and when it is asked again.</summary>
public sealed class ChallengeBookTests : IAsyncLifetime
{
    private static readonly ChallengeTerms Terms = new() { Lifetime = TimeSpan.FromMinutes(15), Attempts = 4, LiveLimit = 2, RefuseOverLimit = true };
    private static readonly MfaUser Anna = new("anna", "Anna", "stamp", IsActive: true);
    private static readonly Factor ToAnna = new([], "anna@example.test");

    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_opened_challenge_is_bound_to_user_stamp_purpose_facade_client_and_session()
    {
        var opening = await OpenAsync(Request() with { WithTicket = true });

        var row = opening.Row;
        Assert.Equal(("anna", Digest.Of("stamp"), Purposes.Login), (row.UserId, row.StampHash, row.Purpose));
        Assert.Equal(("odd", "shop", "session"), (row.Facade, row.Client, row.SessionId));
        Assert.Equal(("enrolment", "pigeon", Ticket.Hash(opening.Ticket!)), (row.EnrolmentId, row.Method, row.TicketHash));
    }

    [Fact]
    public async Task It_lives_as_its_terms_say()
    {
        var opening = await OpenAsync(Request() with { Cooldown = TimeSpan.FromSeconds(9) });

        var (row, now) = (opening.Row, _engine.Clock.Now);
        Assert.Equal((4, now, now.AddMinutes(15)), (row.MaxAttempts, row.CreatedAt, row.ExpiresAt));
        var open = opening.Changes.OfType<OpenChallenge>().Single();
        Assert.Equal((2, true, TimeSpan.FromSeconds(9)), (open.LiveLimit, open.RefuseOverLimit, open.Cooldown));
    }

    [Fact]
    public async Task Without_a_ticket_it_has_no_name()
    {
        var opening = await OpenAsync(Request());

        Assert.Null(opening.Ticket);
        Assert.Null(opening.Row.TicketHash);
    }

    [Fact]
    public async Task Where_nobody_is_asked_it_is_bound_to_no_user()
    {
        var row = (await OpenAsync(Request() with { User = MfaUser.Nobody })).Row;

        Assert.Equal((null, null), (row.UserId, row.StampHash));
    }

    // The method's codes are good for ten minutes.
    [Theory]
    [InlineData(15, 10)]
    [InlineData(10, 10)]
    [InlineData(4, 4)]
    public async Task Its_code_is_good_as_long_as_the_method_says_and_never_longer_than_itself(int lifetime, int minutes)
    {
        var row = (await OpenAsync(Request() with { Terms = Terms with { Lifetime = TimeSpan.FromMinutes(lifetime) } })).Row;

        Assert.Equal((_engine.Clock.Now.AddMinutes(minutes), _engine.Clock.Now), (row.CodeExpiresAt, row.LastSentAt));
    }

    [Fact]
    public async Task Its_message_is_committed_and_counted_with_it()
    {
        var opening = await OpenAsync(Request());

        Assert.Equal(
            [typeof(OpenChallenge), typeof(CountSend), typeof(CountSend), typeof(AddMessage)], opening.Changes.Select(change => change.GetType()));
        Assert.Equal((opening.Row.Id, opening.Row.CodeExpiresAt), (opening.Message?.ChallengeId, opening.Message?.ExpiresAt));
        Assert.NotNull(opening.Row.CodeHash);
    }

    [Fact]
    public async Task Where_nothing_may_be_sent_it_is_opened_without_a_code()
    {
        var opening = await OpenAsync(Request() with { MaySend = false });

        Assert.Equal((null, null, null), (opening.Message, opening.Row.CodeHash, opening.Row.LastSentAt));
        Assert.IsType<OpenChallenge>(Assert.Single(opening.Changes));
        Assert.NotNull(opening.Question);
    }

    [Fact]
    public async Task A_method_that_is_not_configured_any_more_asks_nothing()
    {
        var opening = await OpenAsync(Request("owl"));

        Assert.Equal((null, null, "owl"), (opening.Question, opening.Message, opening.Row.Method));
    }

    [Fact]
    public async Task It_is_completed_before_it_is_opened()
    {
        var opening = await OpenAsync(Request() with { Complete = row => row with { SealedData = "data" } });

        Assert.Equal(("data", "data"), (opening.Row.SealedData, opening.Changes.OfType<OpenChallenge>().Single().Row.SealedData));
    }

    [Fact]
    public async Task Asked_again_it_gets_a_new_code()
    {
        var first = (await OpenAsync(Request())).Row;

        var again = await AskAsync(first, Request());

        var replace = again.Changes.OfType<ReplaceCode>().Single();
        Assert.Equal((first.Id, true, TimeSpan.FromSeconds(30)), (replace.ChallengeId, replace.SendsMessage, replace.Cooldown));
        Assert.Equal((again.Row.CodeHash, again.Row.CodeExpiresAt), (replace.CodeHash, replace.CodeExpiresAt));
        Assert.NotEqual(first.CodeHash, again.Row.CodeHash);
        Assert.Equal(4, again.Changes.Count);
    }

    // The old code must not stay good beside another method's question.
    [Fact]
    public async Task Asked_again_by_a_method_that_sends_nothing_its_code_dies()
    {
        var first = (await OpenAsync(Request())).Row;

        var replace = Assert.IsType<ReplaceCode>(Assert.Single((await AskAsync(first, Request("token"))).Changes));

        Assert.Equal((null, null, false), (replace.CodeHash, replace.CodeExpiresAt, replace.SendsMessage));
        Assert.Equal(("enrolment", "token"), (replace.EnrolmentId, replace.Method));
    }

    [Fact]
    public async Task A_method_that_is_not_configured_cannot_be_asked_again()
    {
        var first = (await OpenAsync(Request())).Row;

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(first, Request("owl")));
        Assert.Contains("owl", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_printed_without_its_ticket()
    {
        var opening = await OpenAsync(Request() with { WithTicket = true });

        Assert.Equal("Opening " + opening.Row.Id, opening.ToString());
    }

    private static OpenRequest Request(string method = "pigeon") => new(
        Anna,
        Purposes.Login,
        new Caller("odd") { Client = "shop", SessionId = "session" },
        new Enrolment { Id = "enrolment", UserId = "anna", Method = method },
        Terms)
    {
        Factor = ToAnna,
    };

    private Task<Opening> OpenAsync(OpenRequest request) =>
        _engine.InScopeAsync(services => Task.FromResult(services.GetRequiredService<ChallengeBook>().Open(request)));

    private Task<Opening> AskAsync(Challenge challenge, OpenRequest request) => _engine.InScopeAsync(
        services => Task.FromResult(services.GetRequiredService<ChallengeBook>().Ask(challenge, request, TimeSpan.FromSeconds(30))));
}
