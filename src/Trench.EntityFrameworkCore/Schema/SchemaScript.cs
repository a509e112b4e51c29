using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>The schema, or the steps from an older one, as a script for those who change their database by hand.</summary>
internal static class SchemaScript
{
    /// <summary>From nothing (0) or from a version, in one transaction, alone under the lock that starting nodes take.</summary>
    public static string From(int version, DbContext context)
    {
        var (text, connection) = (new SchemaText(context), new SchemaConnection(context.Database));
        var statements = version == 0
            ? text.Whole()
            : SchemaSteps.All.Where(step => step.Version > version).SelectMany(text.Of);
        return string.Join(
            Environment.NewLine,
            [
                connection.Dialect.HasOneWriter ? "BEGIN IMMEDIATE;" : $"BEGIN;{Environment.NewLine}{connection.Dialect.LockSchema};",
                .. statements.Select(statement => statement.Trim()),
                connection.Tables.WriteVersion(SchemaSteps.Current) + ";",
                "COMMIT;",
                "",
            ]);
    }
}
