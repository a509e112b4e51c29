using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

public sealed class UnavailableMethodTests : IAsyncLifetime
{
    private readonly Mood _mood = new();
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench =>
        {
            trench.Services.AddSingleton(_mood);
            trench.AddMethod<MoodyMethod>("moody");
        });
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.ActivateAsync("moody");
        Assert.True((await _anna.ConfirmAsync("moody", "654321")).Succeeded);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_answer_that_a_local_method_could_not_judge_costs_nothing()
    {
        var ticket = await _anna.TicketAsync();
        _mood.Fails = static () => null;

        Assert.Equal(RefusalKind.Unavailable, (await _anna.CompleteAsync(ticket, "654321")).Refusal?.Kind);
        Assert.Equal(0, await FailuresAsync());
    }

    [Fact]
    public async Task A_lost_secret_is_an_event_once_an_hour()
    {
        _mood.Fails = static () => new SecretUnavailableException();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var ticket = await _anna.TicketAsync();
            await Assert.ThrowsAsync<SecretUnavailableException>(() => _anna.CompleteAsync(ticket, "654321"));
        }

        var told = Assert.Single(await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100) { Name = EventNames.KeyMissing }, default));
        Assert.Equal("moody", told.Method);
    }

    // A secret that cannot be opened concerns its own enrolment, not the user's others.
    [Fact]
    public async Task A_lost_secret_of_one_method_leaves_the_others_working()
    {
        var secret = await _anna.EnrolTokenAsync();
        _mood.Fails = static () => new SecretUnavailableException();

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_secret_that_is_lost_is_never_a_wrong_code()
    {
        var ticket = await _anna.TicketAsync();
        _mood.Fails = static () => new SecretUnavailableException();

        await Assert.ThrowsAsync<SecretUnavailableException>(() => _anna.CompleteAsync(ticket, "123456"));
        Assert.Equal(0, await FailuresAsync());
    }

    // Otherwise an outage of one method would let anybody with the password guess another one's codes without end.
    [Theory]
    [InlineData(null)]
    [InlineData(typeof(SecretUnavailableException))]
    [InlineData(typeof(HttpRequestException))]
    public async Task What_another_method_found_wrong_costs_a_guess_all_the_same(Type? fault)
    {
        var secret = await _anna.EnrolTokenAsync();
        var ticket = await _anna.TicketAsync();
        var wrong = _anna.CodeOf(secret) == "123456" ? "111111" : "123456";
        _mood.Fails = () => fault is null ? null : (Exception)Activator.CreateInstance(fault)!;

        Assert.Equal(RefusalKind.Unavailable, (await _anna.CompleteAsync(ticket, wrong)).Refusal?.Kind);
        Assert.Equal(1, await FailuresAsync());
    }

    [Fact]
    public async Task What_two_others_found_wrong_is_no_less_a_guess()
    {
        await _anna.EnrolTokenAsync();
        await _anna.EnrolTokenAsync("spare");
        var ticket = await _anna.TicketAsync();
        _mood.Fails = static () => null;

        Assert.Equal(RefusalKind.Unavailable, (await _anna.CompleteAsync(ticket, "123456")).Refusal?.Kind);
        Assert.Equal(1, await FailuresAsync());
    }

    [Fact]
    public async Task Whichever_of_two_methods_is_asked_first_the_one_that_is_away_is_told()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        var secret = await berta.EnrolTokenAsync();
        await berta.SignInAsync(berta.CodeOf(secret));
        Assert.True((await berta.ActivateAsync("moody")).Succeeded);
        Assert.True((await berta.ConfirmAsync("moody", "654321")).Succeeded);
        var ticket = await berta.TicketAsync();
        _mood.Fails = static () => null;

        Assert.Equal(RefusalKind.Unavailable, (await berta.CompleteAsync(ticket, "123456")).Refusal?.Kind);
    }

    [Fact]
    public async Task Of_several_faults_the_one_of_the_method_asked_first_is_told()
    {
        Assert.True((await _anna.ActivateAsync("moody", label: "spare", code: "654321")).Succeeded);
        Assert.True((await _anna.ConfirmAsync("moody", "654321")).Succeeded);
        var ticket = await _anna.TicketAsync();
        var faults = new Queue<Exception>([new HttpRequestException("first"), new HttpRequestException("second")]);
        _mood.Fails = faults.Dequeue;

        Assert.Equal("first", (await Assert.ThrowsAsync<HttpRequestException>(() => _anna.CompleteAsync(ticket, "654321"))).Message);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_could_not_be_judged_is_logged_with_its_fault()
    {
        var ticket = await _anna.TicketAsync();
        _mood.Fails = static () => new HttpRequestException("the wind");

        await Assert.ThrowsAsync<HttpRequestException>(() => _anna.CompleteAsync(ticket, "654321"));

        const string line = "Error An answer of moody could not be judged System.Net.Http.HttpRequestException: the wind";
        Assert.Contains(line, _engine.Log.Text, StringComparison.Ordinal);
    }

    private async Task<int> FailuresAsync() => (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor!.DayFailures;

    private sealed class Mood
    {
        public Func<Exception?>? Fails { get; set; }
    }

    private sealed class MoodyMethod(Mood mood) : Method
    {
        public override AnswerShape Shape => AnswerShape.Digits(6);

        public override Question Ask(Enrolment enrolment) => new("Ask it.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(Outcome.Of(new NewFactor(Factor.Empty, "Ask it.")));

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) => mood.Fails switch
        {
            null => Task.FromResult(context.Answer == "654321" ? Verdict.Right() : Verdict.Wrong()),
            var fails => fails() is { } fault ? throw fault : Task.FromResult(Verdict.Unavailable),
        };
    }
}
