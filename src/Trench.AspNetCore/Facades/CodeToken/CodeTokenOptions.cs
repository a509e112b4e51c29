namespace Trench.AspNetCore;

/// <summary>
/// The settings of <c>JWT2FA_AUTH</c>. Every key is accepted in drf-jwt-2fa's spelling and in .NET's; docs/settings.md lists them all.
/// </summary>
public sealed class CodeTokenOptions
{
    /// <summary>Characters of a delivered code. Default 7; at most 32, and a code must have a million possible values.</summary>
    public int CodeLength { get; set; } = 7;

    /// <summary>The characters it is made of. Default the ten digits.</summary>
    public string CodeCharacters { get; set; } = AnswerShape.DigitAlphabet;

    /// <summary>
    /// The key that signs code tokens, at least 32 characters. Default: one derived from the master key, which no other token shares.
    /// </summary>
    public string? CodeTokenSecretKey { get; set; }

    /// <summary>Of no effect: the code token holds no hash of the code, so there is nothing to add a secret to.</summary>
    public string? CodeExtensionSecret { get; set; }

    /// <summary>How long a code token and its code are good. Default 5 minutes; 1 second to 15 minutes.</summary>
    public TimeSpan CodeExpirationTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Random bytes of a code token's <c>jti</c>. Default 16; 8 to 64.</summary>
    public int CodeTokenJtiBytes { get; set; } = 16;

    /// <summary>Requests to <c>get-code</c> per address, whatever they are answered. Default 12 in 3 hours; null for any number.</summary>
    public Rate? CodeTokenThrottleRate { get; set; } = new(12, TimeSpan.FromHours(3));

    /// <summary>The pause between two answers to one code token. Default 2 seconds; 0 to 60.</summary>
    public TimeSpan AuthTokenRetryWaitTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Wrong answers to one code token. Default 5; 1 to 100; null for as many as the account allows.</summary>
    public int? MaxAuthAttemptsPerCodeToken { get; set; } = 5;

    /// <summary>Code tokens of a user that are neither used nor expired. Default 3; 1 to 100; null for any number.</summary>
    public int? MaxActiveCodeTokensPerUser { get; set; } = 3;

    /// <summary>The member that holds the access token. Default <c>access</c>.</summary>
    public string AuthResultAccessTokenKey { get; set; } = "access";

    /// <summary>The member that holds the refresh token. Default <c>refresh</c>.</summary>
    public string AuthResultRefreshTokenKey { get; set; } = "refresh";

    /// <summary>The member that holds the token of an issuer that makes only one. Default <c>token</c>.</summary>
    public string AuthResultOtherTokenKey { get; set; } = "token";

    /// <summary>The member that holds an enrolment token. Default <c>enrollment_token</c>.</summary>
    public string AuthResultEnrollmentTokenKey { get; set; } = "enrollment_token";

    /// <summary>
    /// The class that sends codes to users without a method of their own: the full name of an <see cref="ICodeSender"/> of the application.
    /// Default: the first e-mail method. In code, <see cref="SendCodesBy"/>.
    /// </summary>
    public string? CodeSender { get; set; }

    /// <summary>The sender of the facade's mails. Default: that of the method.</summary>
    public string? EmailSenderFromAddress { get; set; }

    /// <summary>The subject of the facade's mails; <c>{code}</c> in it is the code.</summary>
    public string? EmailSenderSubjectOverride { get; set; }

    /// <summary>The text of the facade's messages; <c>{code}</c> in it is the code.</summary>
    public string? EmailSenderBodyOverride { get; set; }

    /// <summary>
    /// The class that knows the users' TOTP secrets where the application keeps them: the full name of an <see cref="ITotpSecretGetter"/>.
    /// </summary>
    public string? TotpSecretGetter { get; set; }

    /// <summary>
    /// The class that knows which method a user prefers where the application keeps that: the full name of an
    /// <see cref="IPreferredMethodGetter"/>.
    /// </summary>
    public string? Preferred2faMethodGetter { get; set; }

    /// <summary>
    /// How users without a method are challenged: <c>code-sender</c> (default) at their own address, <c>totp</c> not at all, which refuses them,
    /// <c>no-2fa</c> not at all, which lets them in by the password where <see cref="Trusted2faMethods"/> lists it.
    /// </summary>
    public string Fallback2faMethod { get; set; } = TwoFactorMethods.CodeSender;

    /// <summary>
    /// Which methods complete a login: <c>code-sender</c>, <c>totp</c>, <c>no-2fa</c>. Default the first two. The right answer of another one
    /// gives an enrolment token.
    /// </summary>
    public IReadOnlyList<string> Trusted2faMethods { get; set; } = [TwoFactorMethods.CodeSender, TwoFactorMethods.Totp];

    /// <summary>How long an enrolment token is good. Default 15 minutes; 1 second to 1 hour.</summary>
    public TimeSpan EnrollmentTokenExpirationTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The name an authenticator app shows for a secret of <c>totp/setup</c>. Default: that of the method.</summary>
    public string? TotpIssuerName { get; set; }

    /// <summary>Steps accepted beside the present one, before and after. Default: those of the method, one; 0 to 2.</summary>
    public int? TotpValidWindow { get; set; }

    /// <summary>Of no effect: secrets are sealed under the master key.</summary>
    public string? TotpEncryptionKey { get; set; }

    /// <summary>What sends codes to users without a method of their own; null when an e-mail method does.</summary>
    internal Func<IServiceProvider, ICodeSender>? Sender { get; private set; }

    /// <summary>
    /// Sends codes by a function: it throws <see cref="DeliveryRefusedException"/> to say no in words for the user.
    /// </summary>
    public void SendCodesBy(Func<MfaUser, string, CancellationToken, Task> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        Sender = _ => new SendingFunction(send);
    }

    /// <summary>Sends codes by a class, made with what its constructor asks for.</summary>
    internal void UseSender(Func<IServiceProvider, ICodeSender> make) => Sender ??= make;

    private sealed class SendingFunction(Func<MfaUser, string, CancellationToken, Task> send) : ICodeSender
    {
        public Task SendAsync(MfaUser user, string code, CancellationToken cancellationToken) => send(user, code, cancellationToken);
    }
}
