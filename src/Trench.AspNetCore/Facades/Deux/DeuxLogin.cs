namespace Trench.AspNetCore;

/// <summary>User name, password and second factor of one request.</summary>
internal sealed record DeuxCredentials(string UserName, string Password, string? Code, string? BackupCode)
{
    /// <summary>Both codes at once are refused before anything is looked at.</summary>
    public bool HasBothCodes => Code is not null && BackupCode is not null;

    /// <summary>Hides the credentials.</summary>
    public override string ToString() => "***";
}

/// <summary>The login of both protocols: with a code it is complete or refused, without one it may be asked for.</summary>
internal sealed class DeuxLogin(SignInFlow flow, SettingSection<DeuxOptions> settings)
{
    public async Task<Outcome<SignInStep>> SignInAsync(DeuxCredentials credentials, Caller caller, CancellationToken cancellationToken)
    {
        if (AnswerOf(credentials) is not { } answer)
        {
            return await flow.BeginAsync(credentials.UserName, credentials.Password, caller, cancellationToken);
        }

        var outcome = await flow.SignInAsync(credentials.UserName, credentials.Password, answer, caller, cancellationToken);
        return outcome.Succeeded ? outcome.Value : outcome.Refusal;
    }

    private LoginAnswer? AnswerOf(DeuxCredentials credentials) => credentials switch
    {
        { Code: { } code } => new LoginAnswer(code, AccountKind.Factor),
        { BackupCode: { } code } => new LoginAnswer(code, AccountKind.Backup) { RemovesFactors = settings.Value.BackupCodeDisablesMfa },
        _ => null,
    };
}
