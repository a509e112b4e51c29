using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>The counter method of the tests as an authenticator app would be: it says where a new secret goes.</summary>
internal sealed class AppMethod : Method
{
    private readonly StepMethod _step = new();

    public override AnswerShape Shape => _step.Shape;

    public override Question Ask(Enrolment enrolment) => _step.Ask(enrolment);

    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) =>
        _step.VerifyAsync(context, cancellationToken);

    public override async Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var made = (await _step.EnrolAsync(request, cancellationToken)).Value!;
        var link = $"otpauth://totp/{request.IssuerName ?? "Test"}:{request.User.UserName}?secret={made.Members["secret"]}";
        return made with { Members = new Dictionary<string, string>(made.Members) { ["qr_link"] = link } };
    }
}
