using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Reads the join of a user's two accounts and enrolments: the accounts repeat on every row, each row brings one enrolment or none.
/// </summary>
internal static class FactorReading
{
    /// <summary>The selected columns; the aliases are those of <see cref="ReadStatements"/>.</summary>
    public static readonly string Columns = $"{RowColumns.Of("f", RowColumns.Account)}, {RowColumns.Of("b", RowColumns.Account)}, "
        + RowColumns.Of("e", RowColumns.Enrolment);

    private static readonly int AccountColumns = RowColumns.Count(RowColumns.Account);

    /// <summary>Reads from the current row to the end.</summary>
    public static async Task<UserFactors> ReadAsync(DbDataReader reader, int start, CancellationToken cancellationToken)
    {
        var (backupStart, enrolmentStart) = (start + AccountColumns, start + (2 * AccountColumns));
        var factor = reader.IsDBNull(start) ? null : RowReading.Account(reader, start);
        var backup = reader.IsDBNull(backupStart) ? null : RowReading.Account(reader, backupStart);
        var enrolments = new List<Enrolment>();
        do
        {
            if (!reader.IsDBNull(enrolmentStart))
            {
                enrolments.Add(RowReading.Enrolment(reader, enrolmentStart));
            }
        }
        while (await reader.ReadAsync(cancellationToken));

        return new UserFactors(enrolments, factor, backup);
    }
}
