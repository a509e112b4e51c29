namespace Trench.Tool;

/// <summary>
/// One user's methods, in the order in which they are written: the first becomes primary where the user has no primary yet.
/// </summary>
internal sealed record PlannedUser(string UserId, IReadOnlyList<PlannedEnrolment> Enrolments);

/// <summary>One method as it will be.</summary>
/// <param name="Row">The old row, for reports.</param>
/// <param name="Method">The new name of the method.</param>
/// <param name="Factor">Its secret and target.</param>
/// <param name="TargetHint">The masked target.</param>
/// <param name="Reference">The public id of its device.</param>
/// <param name="BackupCodes">Its unspent backup codes.</param>
internal sealed record PlannedEnrolment(
    string Row, string Method, Factor Factor, string? TargetHint, string? Reference, IReadOnlyList<PlannedCode> BackupCodes)
{
    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"row {Row}";
}

/// <summary>A backup code: in clear, as Django's hash, never both.</summary>
internal sealed record PlannedCode(string? Text, DjangoHash? Hash)
{
    /// <summary>Hides the code.</summary>
    public override string ToString() => "***";
}
