namespace Trench.Tool;

/// <summary>How much came over, or would.</summary>
internal sealed class ImportCounts
{
    private readonly SortedDictionary<string, int> _methods = new(StringComparer.Ordinal);

    /// <summary>Methods by name.</summary>
    public IReadOnlyDictionary<string, int> Methods => _methods;

    /// <summary>Backup codes.</summary>
    public int BackupCodes { get; private set; }

    /// <summary>Counts one method.</summary>
    public void Add(PlannedEnrolment enrolment)
    {
        _methods[enrolment.Method] = _methods.GetValueOrDefault(enrolment.Method) + 1;
        BackupCodes += enrolment.BackupCodes.Count;
    }
}
