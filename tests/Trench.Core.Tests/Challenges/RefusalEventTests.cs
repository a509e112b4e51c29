using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>The event that a method adds to a refusal, and the device that is another's.</summary>
public sealed class RefusalEventTests : IAsyncLifetime
{
    private readonly Reader _reader = new();
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync(configure: trench =>
    {
        trench.Services.AddSingleton(_reader);
        trench.AddMethod<TagMethod>("tag");
    });

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_foreign_device_is_a_wrong_code_with_an_event_of_its_own(bool remotely)
    {
        var anna = await EnrolledAsync("11111111");
        _reader.IsRemote = remotely;
        var ticket = await anna.TicketAsync();
        Later();

        Assert.Equal(RefusalKind.CodeWrong, (await anna.CompleteAsync(ticket, "22222222")).Refusal?.Kind);
        Assert.Equal([EventNames.CodeRejected, "tag.foreign"], await NamesAsync(anna));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_verifier_that_is_away_may_leave_an_event_and_costs_nothing(bool remotely)
    {
        var anna = await EnrolledAsync("11111111");
        _reader.IsRemote = remotely;
        _reader.IsAway = true;
        var ticket = await anna.TicketAsync();
        Later();

        Assert.Equal(RefusalKind.Unavailable, (await anna.CompleteAsync(ticket, "11111111")).Refusal?.Kind);
        Assert.Equal(["tag.away"], await NamesAsync(anna));
        Assert.Equal(0, (await _engine.Store.FindUserAsync(anna.Id, default)).Factor!.DayFailures);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_device_of_another_user_is_charged_as_a_wrong_code(bool remotely)
    {
        await EnrolledAsync("11111111");
        var bob = Person.New(_engine);
        await bob.SignInAsync();
        await bob.ActivateAsync("tag");
        _reader.IsRemote = remotely;
        Later();

        Assert.Equal(RefusalKind.CodeWrong, (await bob.ConfirmAsync("tag", "11111111")).Refusal?.Kind);
        Assert.Equal([EventNames.CodeRejected, "tag.foreign"], await NamesAsync(bob));
        Assert.Equal(1, (await _engine.Store.FindUserAsync(bob.Id, default)).Factor!.DayFailures);
    }

    [Fact]
    public async Task A_device_of_another_user_is_told_as_taken()
    {
        await EnrolledAsync("11111111");
        var bob = Person.New(_engine);
        await bob.SignInAsync();
        await bob.ActivateAsync("tag");
        Later();

        await bob.ConfirmAsync("tag", "11111111");

        Assert.Equal("taken", (await NewsAsync(bob)).Single(news => news.Name == EventNames.CodeRejected).Reason);
    }

    // The first device calls it foreign, and the second knows better.
    [Fact]
    public async Task A_wrong_code_of_the_second_device_is_no_foreign_one()
    {
        var anna = await EnrolledAsync("11111111");
        await anna.ActivateAsync("tag", label: "spare", code: "11111111");
        Assert.True((await anna.ConfirmAsync("tag", "22222222")).Succeeded);
        _reader.IsBroken = true;
        var ticket = await anna.TicketAsync();
        Later();

        Assert.Equal(RefusalKind.CodeWrong, (await anna.CompleteAsync(ticket, "22222222")).Refusal?.Kind);
        var rejected = Assert.Single(await NewsAsync(anna));
        Assert.Equal((EventNames.CodeRejected, "broken"), (rejected.Name, rejected.Reason));
    }

    private async Task<Person> EnrolledAsync(string tag)
    {
        var person = Person.New(_engine);
        await person.SignInAsync();
        await person.ActivateAsync("tag");
        Assert.True((await person.ConfirmAsync("tag", tag)).Succeeded);
        return person;
    }

    private async Task<IReadOnlyList<MfaEvent>> NewsAsync(Person person) =>
        [.. (await _engine.Store.ListEventsAsync(new EventFilter(person.Id, 100), default)).Where(happened => happened.At == _engine.Clock.Now)];

    private async Task<IEnumerable<string>> NamesAsync(Person person) =>
        (await NewsAsync(person)).Select(happened => happened.Name).Order(StringComparer.Ordinal);

    private void Later() => _engine.Clock.Advance(TimeSpan.FromSeconds(1));

    private sealed class Reader
    {
        public bool IsRemote { get; set; }

        public bool IsAway { get; set; }

        public bool IsBroken { get; set; }
    }

    private sealed class TagMethod(Reader reader) : Method
    {
        public override AnswerShape Shape => AnswerShape.Digits(8);

        public override bool VerifiesRemotely => reader.IsRemote;

        public override Question Ask(Enrolment enrolment) => new("Hold the tag to the reader.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(Outcome.Of(new NewFactor(Factor.Empty, "Hold the tag to the reader.")));

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) =>
            Task.FromResult(Judge(context));

        private Verdict Judge(AnswerContext context) => context switch
        {
            _ when reader.IsAway => Verdict.Unavailable with { RefusalEvent = "tag.away" },
            { Activates: true } => Verdict.Right() with { Reference = context.Answer, RefusalEvent = "tag.foreign" },
            _ when context.Answer != context.Enrolment.Reference => Verdict.Wrong("foreign") with { RefusalEvent = "tag.foreign" },
            _ => reader.IsBroken ? Verdict.Wrong("broken") : Verdict.Right(),
        };
    }
}
