namespace Trench.EntityFrameworkCore;

/// <summary>The names of indexes that came after their table, for the model and for the step that adds them.</summary>
internal static class TrenchIndexes
{
    /// <summary>Finds the activations nobody proved in time.</summary>
    public const string PendingEnrolments = "ix_trench_enrolments_pending";

    /// <summary>Finds the events of one kind.</summary>
    public const string EventNames = "ix_trench_events_name";

    /// <summary>Finds the days that have left every window.</summary>
    public const string FailureDays = "ix_trench_failure_days_day";
}
