using System.Globalization;
using System.Text;

namespace Trench.Tool;

/// <summary>The report: counts and ids of old rows, nothing of what is in them.</summary>
internal sealed class ImportReport(DjangoContent content, ImportCounts counts, ImportNotes notes, bool applied)
{
    /// <summary>The whole text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var active = content.Rows.Count(row => row.IsActive);
        Line(text, $"Source: {content.Rows.Count} rows, {active} of them active.");
        Line(text, $"{(applied ? "Taken over" : "To take over")}: {Methods()}; {counts.BackupCodes} backup codes.");
        foreach (var (kind, rows) in notes.ByKind)
        {
            Line(text, $"{(kind.LeavesOut ? "LEFT OUT" : "Note")}: {kind.Text}.");
            Line(text, $"  {rows.Count} rows: {string.Join(", ", rows)}");
        }

        if (!applied)
        {
            Line(text, $"Nothing was written. Add --apply to write.");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private string Methods() => counts.Methods.Count == 0
        ? "no methods"
        : string.Join(", ", counts.Methods.Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Value} {method.Key}")));
}
