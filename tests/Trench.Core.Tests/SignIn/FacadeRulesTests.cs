using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

/// <summary>What a facade's login may do otherwise than the engine's.</summary>
public sealed class FacadeRulesTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly FacadeTerms Cautious = new("cautious")
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = TimeSpan.FromMinutes(5),
            Attempts = 3,
            LiveLimit = 1,
            RefuseOverLimit = true,
            Pause = Pause,
            MessageSubject = "{code} is your code",
            MessageSender = "door@example.test",
        },
        FallbackMethod = "pigeon",
        AwaitsMessage = true,
        PasswordSuffices = factors => factors.Enrolments.Any(),
        Trusts = method => method != "dove",
        EnrolmentOnlyLifetime = TimeSpan.FromMinutes(2),
        ConfirmedIsPrimary = true,
    };

    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: builder => builder.Services.AddSingleton(Cautious));
        _anna = Person.New(_engine, facade: Cautious.Facade);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Between_two_answers_lies_the_facades_pause()
    {
        var ticket = await _anna.TicketAsync();
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(ticket, Wrong())).Refusal?.Kind);

        _engine.Clock.Advance(Pause / 4);
        var early = await _anna.CompleteAsync(ticket, _anna.LastCode);
        Assert.Equal((RefusalKind.AnswerTooEarly, Pause * 3 / 4), (early.Refusal?.Kind, early.Refusal?.RetryAfter));

        _engine.Clock.Advance(Pause * 3 / 4);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_dead_ticket_comes_before_the_pause()
    {
        var ticket = await _anna.TicketAsync();

        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
        Assert.Equal(RefusalKind.TicketUsed, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_message_carries_the_facades_subject_and_sender()
    {
        await _anna.TicketAsync();

        var message = _engine.Messages.Last(_anna.Address);
        Assert.Equal(($"{message.Code} is your code", "door@example.test"), (message.Subject, message.Sender));
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_is_told_and_takes_no_place()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.FailedForGood("no wind"));
        var failed = await _anna.BeginAsync();
        Assert.Equal((RefusalKind.DeliveryFailed, "pigeon"), (failed.Refusal?.Kind, failed.Refusal?.Method));

        _engine.Messages.Answer = null;
        Assert.True((await _anna.BeginAsync()).Succeeded);
        Assert.Equal(RefusalKind.TooManyChallenges, (await _anna.BeginAsync()).Refusal?.Kind);
    }

    [Fact]
    public async Task Without_an_address_the_fallback_says_which_method_lacks_it()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        var refusal = (await _anna.BeginAsync()).Refusal;

        Assert.Equal((RefusalKind.TargetRequired, "pigeon"), (refusal?.Kind, refusal?.Method));
    }

    [Fact]
    public async Task The_facade_says_for_whom_the_password_is_enough()
    {
        Assert.IsType<Asked>((await _anna.BeginAsync()).Value);

        var berta = Person.New(_engine);
        await berta.SignInAsync();
        await berta.EnrolAsync();
        Assert.True((await berta.PauseAsync("pigeon", paused: true, await PigeonCodeAsync(berta))).Succeeded);

        Assert.IsType<SignedIn>((await berta.Through(Cautious.Facade).BeginAsync()).Value);
    }

    [Fact]
    public async Task A_method_without_trust_opens_a_session_that_may_only_add_a_method()
    {
        var berta = await WithDoveAsync();
        var ticket = await berta.TicketAsync();

        var signedIn = (await berta.CompleteAsync(ticket, berta.LastCode)).Value!;

        Assert.True(signedIn.Session.IsEnrolmentOnly);
        Assert.Null(await berta.CheckAsync(signedIn.Session.Id));
        Assert.Equal(RefusalKind.SessionInvalid, (await berta.RefreshAsync(signedIn.Session.Id, signedIn.Secret)).Refusal?.Kind);
        Assert.DoesNotContain(
            await _engine.Store.ListEventsAsync(new EventFilter(berta.Id, 5), default),
            told => told.Name == EventNames.LoginCompleted && told.Facade == Cautious.Facade);
    }

    [Fact]
    public async Task Such_a_session_adds_one_method_which_becomes_primary()
    {
        var berta = await WithDoveAsync();
        await berta.SignInByMessageAsync();

        await berta.EnrolTokenAsync();

        Assert.Equal("token", (await berta.ListAsync())[0].Name);
        Assert.NotNull((await berta.ActAsync()).Session?.EndedAt);
    }

    [Fact]
    public async Task Such_a_session_replaces_no_method()
    {
        var berta = await WithDoveAsync();
        await berta.SignInByMessageAsync();
        var dove = (await berta.ListAsync())[0];

        var replaced = await berta.ActivateAsync("dove", id: dove.Id);

        Assert.Equal(RefusalKind.FreshProofRequired, replaced.Refusal?.Kind);
    }

    [Fact]
    public async Task Who_has_a_trusted_method_is_asked_by_it()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        await berta.EnrolAsync("dove");
        await berta.EnrolTokenAsync();

        var asked = Assert.IsType<Asked>((await berta.Through(Cautious.Facade).BeginAsync()).Value);

        Assert.Equal("token", asked.Method);
    }

    [Fact]
    public async Task The_ticket_of_a_removed_method_is_worth_nothing()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        var secret = await berta.EnrolTokenAsync();
        var through = berta.Through(Cautious.Facade);
        var ticket = await through.TicketAsync();
        Assert.True((await berta.DeactivateAsync("token", berta.CodeOf(secret))).Succeeded);
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(RefusalKind.TicketUnknown, (await through.CompleteAsync(ticket, berta.CodeOf(secret))).Refusal?.Kind);
    }

    private static async Task<string> PigeonCodeAsync(Person person)
    {
        Assert.True((await person.RequestCodeAsync("pigeon")).Succeeded);
        return person.LastCode;
    }

    private async Task<Person> WithDoveAsync()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        await berta.EnrolAsync("dove");
        return berta.Through(Cautious.Facade);
    }

    private string Wrong() => _anna.LastCode == "000000" ? "000001" : "000000";
}
