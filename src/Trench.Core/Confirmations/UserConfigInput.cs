namespace Trench;

/// <summary>What a user wants an own config to be.</summary>
/// <param name="Members">The method's own members, such as an address.</param>
/// <param name="IsActive">False pauses it: it is neither asked nor accepted.</param>
/// <param name="IsDefault">True makes it the primary one, and no other is then.</param>
public sealed record UserConfigInput(IReadOnlyDictionary<string, string> Members, bool IsActive, bool IsDefault)
{
    /// <summary>The method it is of; looked at only when it is made.</summary>
    public string MethodConfigId { get; init; } = "";

    /// <summary>Its label; null keeps the present one, or takes a free one for a new config.</summary>
    public string? Title { get; init; }

    /// <summary>A code of an active method, where the session has no fresh proof.</summary>
    public string? Code { get; init; }

    /// <summary>Hides the members.</summary>
    public override string ToString() => $"UserConfigInput of {MethodConfigId}";
}

/// <summary>A config that was made or changed.</summary>
/// <param name="Config">The config as it is now.</param>
/// <param name="ConfirmationId">The confirmation that proves it; null when nothing has to be proven.</param>
public sealed record BegunUserConfig(UserConfig Config, string? ConfirmationId)
{
    /// <summary>What is shown this once: an app's secret and its QR code.</summary>
    public IReadOnlyDictionary<string, string> Shown { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The code that was sent, where <see cref="ConfirmationOptions.DebugCodeResponse"/> reveals it to developers; null otherwise.
    /// </summary>
    public string? DebugCode { get; init; }

    /// <summary>Hides the id and what is shown once.</summary>
    public override string ToString() => $"BegunUserConfig {Config.Id}";
}

/// <summary>A config that was proven.</summary>
/// <param name="Config">The config as it is now.</param>
/// <param name="BackupCodes">Its backup codes, shown this once; none where there are no new ones.</param>
public sealed record ConfirmedUserConfig(UserConfig Config, NewBackupCodes BackupCodes);
