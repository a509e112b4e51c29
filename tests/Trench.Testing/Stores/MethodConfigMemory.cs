namespace Trench.Testing;

/// <summary>What the changes of offered methods do to the reference store. Null means lost.</summary>
internal static class MethodConfigMemory
{
    public static Memory Apply(Memory memory, SeedMethodConfig change) =>
        memory.MethodConfigs.Values.Any(row => row.Method == change.Row.Method) || memory.MethodConfigs.ContainsKey(change.Row.Id)
            ? memory
            : memory.With(change.Row);

    public static Memory? Apply(Memory memory, AddMethodConfig change) =>
        memory.MethodConfigs.ContainsKey(change.Row.Id) ? null : Dismiss(memory, change.Row).With(change.Row);

    public static Memory? Apply(Memory memory, ChangeMethodConfig change)
    {
        var row = change.Row;
        if (!memory.MethodConfigs.TryGetValue(row.Id, out var old))
        {
            return null;
        }

        var changed = Dismiss(memory, row).With(old with
        {
            Title = row.Title,
            Settings = row.Settings,
            IsActive = row.IsActive,
            IsDefault = row.IsDefault,
            UpdatedAt = row.UpdatedAt,
        });
        return row.IsActive ? changed : ChallengeMemory.CloseUnder(changed, row.Id);
    }

    private static Memory Dismiss(Memory memory, MethodConfig row) => row.IsDefault
        ? memory.MethodConfigs.Values.Where(other => other.IsDefault && other.Id != row.Id)
            .Aggregate(memory, (rows, other) => rows.With(other with { IsDefault = false }))
        : memory;
}
