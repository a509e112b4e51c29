using System.Globalization;
using System.Security.Cryptography;

namespace Trench.Testing;

/// <summary>A method with a counter, as an authenticator app has: its code of a time step is a hash of the secret and the step. For tests of the engine only.</summary>
public sealed class StepMethod : Method
{
    /// <inheritdoc />
    public override AnswerShape Shape => AnswerShape.Digits(6);

    /// <inheritdoc />
    public override Question Ask(Enrolment enrolment) => new("Read it off the token.", SendsCode: false);

    /// <inheritdoc />
    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var secret = Codes.Bytes(20);
        return Task.FromResult(Outcome.Of(new NewFactor(new Factor(secret, null), "Keep this.")
        {
            Members = new Dictionary<string, string> { ["secret"] = Convert.ToHexString(secret) },
        }));
    }

    /// <inheritdoc />
    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var step = StepOf(context.Now);
        return Task.FromResult(
            CodeOf(Convert.ToHexString(context.Factor.Secret), step) != context.Answer ? Verdict.Wrong()
            : step <= context.Counter ? Verdict.Wrong("replayed")
            : Verdict.Right(step));
    }

    /// <summary>The step of an instant: 30 seconds each.</summary>
    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 30;

    /// <summary>The code of a secret at a step.</summary>
    public static string CodeOf(string secret, long step)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var hash = HMACSHA256.HashData(Convert.FromHexString(secret), BitConverter.GetBytes(step));
        return (BitConverter.ToUInt32(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
