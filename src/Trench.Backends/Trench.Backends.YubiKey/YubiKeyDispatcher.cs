using Microsoft.Extensions.Logging;

namespace Trench.Backends.YubiKey;

/// <summary>
/// A YubiKey that types one-time passwords. The key that confirmed the activation is bound to the enrolment by its public id, and its
/// counters go forward only, whatever a server says.
/// </summary>
internal sealed partial class YubiKeyDispatcher(YubiCloud cloud, ILogger<YubiKeyDispatcher> logger) : Method
{
    /// <summary>The event of a password of a key that is not the enrolment's, or that is bound to another one.</summary>
    public const string ForeignKeyEvent = "yubikey.foreign_key";

    /// <summary>The event of an answer in a server's name without its signature.</summary>
    public const string SignatureInvalidEvent = "yubikey.signature_invalid";

    /// <inheritdoc />
    public override AnswerShape Shape => YubiKeyOtp.Shape;

    /// <summary>Not with keys of one's own, nor without an account.</summary>
    public override bool VerifiesRemotely => Profile.OwnKeys.Count == 0 && Profile.Cloud is not null;

    private YubiKeySettings Profile => field ??= YubiKeySettings.Read(Settings);

    /// <summary>Nothing is made: the key has its secret, and its public id is learnt from the password that confirms.</summary>
    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<NewFactor>>(new NewFactor(Factor.Empty, YubiKeyPhrases.Ask));

    /// <inheritdoc />
    public override Question Ask(Enrolment enrolment) => new(YubiKeyPhrases.Ask, SendsCode: false);

    /// <inheritdoc />
    public override async Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var publicId = YubiKeyOtp.PublicId(context.Answer);
        var isBound = publicId == context.Enrolment.Reference;
        if (!isBound && !context.Activates)
        {
            // Before any server is asked: a stranger's password is not spent here.
            return Verdict.Wrong("foreign_key") with { RefusalEvent = ForeignKeyEvent };
        }

        var reading = await CheckAsync(publicId, context.Answer, cancellationToken);
        if (reading.Counter is not { } counter)
        {
            return reading.Refused is { } reason
                ? Verdict.Wrong(reason)
                : Verdict.Unavailable with { RefusalEvent = reading.IsForged ? SignatureInvalidEvent : null };
        }

        // The enrolment's own counter also where a change is confirmed: with the same key again, the counters do not begin anew. Behind a fence they
        // are not known, and only who has signed in by something else may say where they are.
        var isFenced = context.Enrolment.Counter == Enrolment.FencedCounter;
        if (isBound && counter <= context.Enrolment.Counter && !(isFenced && context.Activates))
        {
            return Verdict.Wrong(isFenced ? "fenced" : "replayed");
        }

        return context.Activates
            ? Verdict.Right(counter) with { Reference = publicId, RefusalEvent = ForeignKeyEvent }
            : Verdict.Right(counter);
    }

    private async Task<OtpReading> CheckAsync(string publicId, string otp, CancellationToken cancellationToken)
    {
        if (Profile.OwnKeys.Count > 0)
        {
            return Profile.OwnKeys.FirstOrDefault(key => key.PublicId == publicId)?.Check(otp) ?? OtpReading.Bad("wrong");
        }

        if (Profile.Cloud is { } account)
        {
            return await cloud.CheckAsync(account, otp, cancellationToken);
        }

        // As django-trench: what nobody can check is not good. Outside Development the start stops before.
        Log.NotSetUp(logger, Settings.Name);
        return OtpReading.Bad("not_set_up");
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Method {Method} has neither an account of YubiCloud nor keys, so nothing can be checked: see docs/methods/yubi.md")]
        public static partial void NotSetUp(ILogger logger, string method);
    }
}
