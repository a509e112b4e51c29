using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests;

/// <summary>What a method of the application's own may decide about confirmations.</summary>
public sealed class OwnBackendTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench => trench.AddMethod<BadgeMethod>("badge"));
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_method_that_needs_no_proof_makes_an_active_enrolment_at_once()
    {
        var made = await CreateAsync("7");

        Assert.Null(made.ConfirmationId);
        Assert.Equal((UserConfigStatus.Confirmed, true, true), (made.Config.Status, made.Config.IsAvailable, made.Config.IsDefault));
    }

    [Fact]
    public async Task A_method_may_open_a_confirmation_answered()
    {
        var made = await CreateAsync("7");

        var asked = await _engine.ConfirmAsync(confirmer => confirmer.RequestAsync(
            new ConfirmationRequest("open-door") { UserId = _anna.Id, EnrolmentId = made.Config.Id }));

        Assert.Equal((ConfirmationStatus.Confirmed, true), (asked.Value!.Confirmation.Status, asked.Value.Confirmation.IsAvailable));
        Assert.NotNull(await _engine.UseAsync(asked.Value.Confirmation.Id, "open-door", _anna.Id));
        Assert.Null(await _engine.UseAsync(asked.Value.Confirmation.Id, "open-door", _anna.Id));
    }

    // An open door must not be an open account.
    [Fact]
    public async Task It_signs_nobody_in_by_being_answered_already()
    {
        await CreateAsync("7");

        var ticket = Assert.IsType<Asked>((await _anna.BeginAsync()).Value).Ticket;

        Assert.False((await _anna.CompleteAsync(ticket, "8")).Succeeded);
    }

    [Theory]
    [InlineData("7-blue", false)]
    [InlineData("8", true)]
    public async Task The_method_decides_which_change_is_significant(string number, bool needsProof)
    {
        var made = await CreateAsync("7");

        var changed = await UpdateAsync(made.Config.Id, number);

        Assert.Equal(needsProof, changed.ConfirmationId is not null);
        Assert.Equal(needsProof ? UserConfigStatus.InProcess : UserConfigStatus.Confirmed, changed.Config.Status);
    }

    [Fact]
    public async Task A_significant_change_is_confirmed_by_the_new_factor()
    {
        var made = await CreateAsync("7");
        var changed = await UpdateAsync(made.Config.Id, "8");
        var actor = await _anna.ActAsync();

        var old = await FlowAsync(flow => flow.ConfirmAsync(actor, made.Config.Id, changed.ConfirmationId!, "7", default));
        var next = await FlowAsync(flow => flow.ConfirmAsync(actor, made.Config.Id, changed.ConfirmationId!, "8", default));

        Assert.Equal(RefusalKind.CodeWrong, old.Refusal!.Kind);
        Assert.Equal(UserConfigStatus.Confirmed, next.Value!.Config.Status);
    }

    private async Task<BegunUserConfig> CreateAsync(string number)
    {
        var input = Input(number) with { MethodConfigId = await _engine.OfferedAsync("badge") };
        var actor = await _anna.ActAsync();
        return (await FlowAsync(flow => flow.CreateAsync(actor, input, default))).Value!;
    }

    private async Task<BegunUserConfig> UpdateAsync(string id, string number)
    {
        // A session that was proven a moment ago, as one that confirmed its method is.
        var actor = await _anna.ActAsync();
        var proven = actor with { Session = actor.Session! with { ProofUntil = _engine.Clock.Now.AddMinutes(5) } };
        return (await FlowAsync(flow => flow.UpdateAsync(proven, id, Input(number), default))).Value!;
    }

    private static UserConfigInput Input(string number) =>
        new(new Dictionary<string, string> { ["number"] = number }, IsActive: true, IsDefault: false);

    private Task<T> FlowAsync<T>(Func<UserConfigFlow, Task<T>> use) =>
        _engine.InScopeAsync(services => use(services.GetRequiredService<UserConfigFlow>()));

    /// <summary>A badge that its reader has read already. Its number counts, the colour after it does not.</summary>
    private sealed class BadgeMethod : Method
    {
        public override AnswerShape Shape => AnswerShape.Digits(1);

        public override IReadOnlyList<ConfigField> UserFields => [new ConfigField("number", "The badge's number.") { IsRequired = true }];

        public override bool IsSignificant(Factor present, Factor changed) => present.Target![0] != changed.Target![0];

        public override Question Ask(Enrolment enrolment) => new("Show the badge.", SendsCode: false) { IsAnswered = true };

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
        {
            var number = request.Members["number"];
            return Task.FromResult<Outcome<NewFactor>>(
                new NewFactor(new Factor([], number), "Show the badge.") { NeedsProof = number != "7" });
        }

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) =>
            Task.FromResult(context.Answer == context.Factor.Target![..1] ? Verdict.Right() : Verdict.Wrong());
    }
}
