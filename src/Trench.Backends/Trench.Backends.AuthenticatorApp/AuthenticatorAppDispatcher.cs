using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>An authenticator app on the user's phone: time-based codes by RFC 6238, each accepted once.</summary>
internal sealed partial class AuthenticatorAppDispatcher(IOptions<TrenchOptions> options, ILogger<AuthenticatorAppDispatcher> logger)
    : Method
{
    // A counter this far ahead of the clock cannot come from a window: the clock was wrong, then or now.
    private const int ImpossibleLead = 10;

    /// <inheritdoc />
    public override AnswerShape Shape => AnswerShape.Digits(Profile.Totp.Digits);

    private AuthenticatorAppSettings Profile => field ??= AuthenticatorAppSettings.Read(Settings, options.Value);

    /// <inheritdoc />
    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = NewKey();
        var secret = Base32.Encode(key);
        var link = OtpAuthUri.Write(
            request.IssuerName ?? Profile.Issuer, OtpAuthUri.Account(request.User.UserName, request.Label), secret, Profile.Totp);
        return Task.FromResult<Outcome<NewFactor>>(new NewFactor(new Factor(key, null), link)
        {
            Members = new Dictionary<string, string>
            {
                ["secret"] = secret,
                ["qr_link"] = link,
                ["qr_code"] = QrImage.Write(link, Profile.QrFormat),
            },
        });
    }

    /// <summary>Asks for the app's code. The original repeated the address with the secret here, to anyone holding a session.</summary>
    public override Question Ask(Enrolment enrolment) => new(AuthenticatorAppPhrases.Ask, SendsCode: false);

    /// <inheritdoc />
    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(Judge(context));
    }

    /// <summary>A fresh key of the configured length.</summary>
    internal byte[] NewKey() => Codes.Bytes(
        Base32.BytesIn(options.Value.SecretKeyLength) ?? throw new InvalidOperationException("SECRET_KEY_LENGTH is checked at start."));

    private Verdict Judge(AnswerContext context)
    {
        if (Profile.Totp.Match(context.Factor.Secret, context.Answer, context.Now, Profile.Window) is not { } step)
        {
            return Verdict.Wrong();
        }

        if (step > context.Counter)
        {
            return Verdict.Right(step);
        }

        // After a clock that ran ahead was set back, every code is refused until the clock has caught up: accepting one would accept it
        // twice. Backup codes, other methods and a new enrolment still work, so the alarm is for the operator and nobody is locked out for
        // good.
        var lead = context.Counter - Profile.Totp.StepAt(context.Now);
        if (lead > ImpossibleLead)
        {
            Log.ClockWentBack(logger, Settings.Name, context.Enrolment.Id, lead);
        }

        return Verdict.Wrong("replayed");
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Method {Method}: enrolment {Enrolment} used a step {Lead} steps in the future. Check the clock of every node.")]
        public static partial void ClockWentBack(ILogger logger, string method, string enrolment, long lead);
    }
}
