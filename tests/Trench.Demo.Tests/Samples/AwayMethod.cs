namespace Trench.Demo.Tests;

/// <summary>Brings <see cref="AwayMethod"/> to a sample by its settings.</summary>
public sealed class AwayDescriptor : MethodDescriptor
{
    public const string Name = "away";

    public override string Key => Name;

    public override Type Backend => typeof(AwayMethod);
}

/// <summary>A method whose verifier is always away. Its enrolment needs no proof.</summary>
public sealed class AwayMethod : Method
{
    private const string Request = "Ask the verifier.";

    public override AnswerShape Shape => AnswerShape.Digits(6);

    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Outcome.Of(new NewFactor(Trench.Factor.Empty, Request) { NeedsProof = false }));

    public override Question Ask(Enrolment enrolment) => new(Request, SendsCode: false);

    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Verdict.Unavailable);
}
