namespace Trench;

/// <summary>The offered methods. The first question of all offers each configured method once, in the order of the configuration.</summary>
internal sealed class MethodConfigBook(IMfaStore store, MethodRegistry registry, MethodSet methods, TimeProvider clock)
{
    /// <summary>Every row, also of methods that are not configured any more.</summary>
    public async Task<IReadOnlyList<MethodConfig>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ListMethodConfigsAsync(cancellationToken);
        var missing = registry.All.Except(rows.Select(row => row.Method), StringComparer.Ordinal).Select(Seed).ToList();
        if (missing.Count == 0)
        {
            return rows;
        }

        await store.CommitAsync(missing, cancellationToken);
        return await store.ListMethodConfigsAsync(cancellationToken);
    }

    /// <summary>A row; null without.</summary>
    public async Task<MethodConfig?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(row => row.Id == id);

    /// <summary>Whether it is offered: active, of a configured method.</summary>
    public bool IsOffered(MethodConfig row) => row.IsActive && registry.Contains(row.Method);

    /// <summary>
    /// The row an enrolment is shown under: the one it was made under, or else the first of its method, an offered one before the others.
    /// </summary>
    public static MethodConfig? Of(Enrolment enrolment, IReadOnlyList<MethodConfig> rows) =>
        rows.FirstOrDefault(row => row.Id == enrolment.MethodConfigId)
        ?? rows.Where(row => row.Method == enrolment.Method).OrderByDescending(row => row.IsActive).ThenByDescending(row => row.IsDefault)
            .FirstOrDefault();

    // The id follows from the name, so that nodes that start together offer it once.
    private SeedMethodConfig Seed(string method)
    {
        var now = clock.GetUtcNow();
        return new SeedMethodConfig(new MethodConfig
        {
            Id = Digest.Of("method config " + method)[..Length],
            Method = method,
            Settings = ConfigJson.Write(methods.Find(method)?.ConfigDefaults ?? ConfigJson.None),
            Place = registry.All.ToList().IndexOf(method),
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    private const int Length = 32;
}
