namespace Trench;

/// <summary>
/// How long sign-ins last, whatever tokens are made of them. An application changes it with
/// <c>services.Configure&lt;SessionOptions&gt;</c>; faulty values stop the start with all other faults.
/// </summary>
public sealed class SessionOptions
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    // Ten years, as for EVENT_RETENTION: added to any moment it is still a date.
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    /// <summary>
    /// How long a session lives without a refresh. Default one day; 1 second to 3650 days, and no longer than
    /// <see cref="LongestLifetime"/>.
    /// </summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a session lives however often it is refreshed. Default 30 days; 1 second to 3650 days.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a proof counts as fresh. Default 5 minutes; 1 second to 3650 days.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a user's first method ends the other sessions, which a password alone opened. Default false, as in django-trench: they go on,
    /// but change nothing without a fresh proof.
    /// </summary>
    public bool FirstMethodEndsOthers { get; set; }

    internal IReadOnlyList<string> Faults()
    {
        (string Name, TimeSpan Value)[] durations =
        [
            (nameof(Lifetime), Lifetime),
            (nameof(LongestLifetime), LongestLifetime),
            (nameof(ProofLifetime), ProofLifetime),
        ];
        string[] faults =
        [
            .. durations.Where(duration => duration.Value < Least || duration.Value > Most)
                .Select(duration => $"SessionOptions.{duration.Name} is {duration.Value}: set 1 second to 3650 days."),
        ];

        // OAuth clients are told Lifetime as the life of an opaque token.
        return faults.Length == 0 && LongestLifetime < Lifetime
            ? [$"SessionOptions.LongestLifetime is {LongestLifetime}: set at least Lifetime, which is {Lifetime}, or shorten that."]
            : faults;
    }
}
