using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>Are all tables and columns there?</summary>
internal static class SchemaCheckup
{
    public static async Task<IReadOnlyList<string>> FindAsync(Target target, CancellationToken cancellationToken) =>
        await new SchemaInspection(target.Context).MissingAsync(cancellationToken) is { Count: > 0 } missing
            ?
            [
                $"The schema lacks {string.Join(", ", missing)}: start the application of this version once, run its migrations, or see "
                    + "trench schema script.",
            ]
            : [];
}
