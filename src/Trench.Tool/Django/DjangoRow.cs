namespace Trench.Tool;

/// <summary>One row of <c>trench_mfamethod</c>.</summary>
/// <param name="Id">Its primary key, for reports.</param>
/// <param name="UserId">The old user's primary key as text.</param>
/// <param name="Name">The method's name.</param>
/// <param name="Secret">The secret in clear, as the original keeps it.</param>
/// <param name="IsPrimary">Whether login asks it first.</param>
/// <param name="IsActive">Whether it is in use.</param>
/// <param name="BackupCodes">The codes or their hashes, joined.</param>
internal sealed record DjangoRow(string Id, string UserId, string Name, string Secret, bool IsPrimary, bool IsActive, string BackupCodes)
{
    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"row {Id}";
}

/// <summary>Where an old user's codes were sent.</summary>
internal sealed record DjangoUser(string? Email, string? Phone)
{
    /// <summary>Nothing known.</summary>
    public static readonly DjangoUser Unknown = new(null, null);

    /// <summary>Hides the addresses.</summary>
    public override string ToString() => "***";
}

/// <summary>A row that makes no sense: it stops the import before anything is written.</summary>
internal sealed record RowFault(string Row, string Text);

/// <summary>What was read.</summary>
internal sealed record DjangoContent(
    IReadOnlyList<DjangoRow> Rows, IReadOnlyDictionary<string, DjangoUser> Users, IReadOnlyList<RowFault> Faults);

/// <summary>Which tables of the old application hold it.</summary>
/// <param name="Methods">The table of methods.</param>
/// <param name="Users">The table of users; null to leave it alone.</param>
/// <param name="UsersKey">Its primary key.</param>
/// <param name="EmailColumn">Its column with the address; null without.</param>
/// <param name="PhoneColumn">Its column with the number; null without.</param>
internal sealed record DjangoTables(string Methods, string? Users, string UsersKey, string? EmailColumn, string? PhoneColumn);
