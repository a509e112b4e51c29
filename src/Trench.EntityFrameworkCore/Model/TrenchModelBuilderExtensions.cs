using Trench;
using Trench.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of Trench to an application's own model.</summary>
public static class TrenchModelBuilderExtensions
{
    /// <summary>
    /// Maps the rows of Trench to tables named <c>trench_*</c>. Call it in <c>OnModelCreating</c>. Column names are fixed; the schema
    /// follows the model's default. An application that derives from <see cref="Enrolment"/> maps its class after this call, in the same
    /// table.
    /// </summary>
    public static ModelBuilder AddTrench(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        AddEnrolments(modelBuilder);
        AddChallenges(modelBuilder);
        AddMethodConfigs(modelBuilder);
        AddAccounts(modelBuilder);
        AddLedgers(modelBuilder);
        return modelBuilder;
    }

    private static void AddEnrolments(ModelBuilder modelBuilder)
    {
        var rows = modelBuilder.MapTable<Enrolment>("trench_enrolments");
        rows.HasKey(row => row.Id);
        rows.HasIndex(row => new { row.UserId, row.Method, row.Label }).IsUnique().HasDatabaseName("ux_trench_enrolments_label");
        rows.HasIndex(row => new { row.Method, row.Reference }).IsUnique()
            .HasFilter("reference IS NOT NULL").HasDatabaseName("ux_trench_enrolments_reference");
        rows.HasIndex(row => row.UserId).IsUnique().HasFilter("is_primary").HasDatabaseName("ux_trench_enrolments_primary");
        rows.HasIndex(row => row.PendingUntil).HasFilter("status = 0").HasDatabaseName(TrenchIndexes.PendingEnrolments);

        var codes = modelBuilder.MapTable<BackupCode>("trench_backup_codes");
        codes.HasKey(row => row.Id);
        codes.HasIndex(row => new { row.UserId, row.Hash }).IsUnique().HasDatabaseName("ux_trench_backup_codes_hash");
        codes.HasIndex(row => row.Shape).HasFilter("shape IS NOT NULL").HasDatabaseName("ix_trench_backup_codes_shape");
    }

    private static void AddChallenges(ModelBuilder modelBuilder)
    {
        var rows = modelBuilder.MapTable<Challenge>("trench_challenges");
        rows.HasKey(row => row.Id);
        rows.HasIndex(row => row.TicketHash).IsUnique().HasDatabaseName("ux_trench_challenges_ticket");
        rows.HasIndex(row => new { row.UserId, row.Purpose, row.Facade }).HasDatabaseName("ix_trench_challenges_user");
        rows.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_trench_challenges_expiry");
        rows.HasIndex(row => row.MethodConfigId).HasDatabaseName("ix_trench_challenges_config");
    }

    private static void AddMethodConfigs(ModelBuilder modelBuilder)
    {
        var rows = modelBuilder.MapTable<MethodConfig>("trench_method_configs");
        rows.HasKey(row => row.Id);
        rows.HasIndex(row => row.Method).HasDatabaseName("ix_trench_method_configs_method");
        rows.HasIndex(row => row.IsDefault).IsUnique().HasFilter("is_default").HasDatabaseName("ux_trench_method_configs_default");
    }

    private static void AddAccounts(ModelBuilder modelBuilder)
    {
        modelBuilder.MapTable<Account>("trench_accounts").HasKey(row => new { row.UserId, row.Kind });
        var days = modelBuilder.MapTable<FailureDay>("trench_failure_days");
        days.HasKey(row => new { row.UserId, row.Kind, row.Day });
        days.HasIndex(row => row.Day).HasDatabaseName(TrenchIndexes.FailureDays);
    }

    private static void AddLedgers(ModelBuilder modelBuilder)
    {
        var sessions = modelBuilder.MapTable<Session>("trench_sessions");
        sessions.HasKey(row => row.Id);
        sessions.HasIndex(row => row.UserId).HasDatabaseName("ix_trench_sessions_user");
        sessions.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_trench_sessions_expiry");

        var messages = modelBuilder.MapTable<OutboxMessage>("trench_outbox");
        messages.HasKey(row => row.Id);
        messages.HasIndex(row => row.ChallengeId).HasDatabaseName("ix_trench_outbox_challenge");
        messages.HasIndex(row => row.NextAttemptAt).HasFilter("state = 0").HasDatabaseName("ix_trench_outbox_due");
        messages.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_trench_outbox_expiry");

        var sends = modelBuilder.MapTable<SendCount>("trench_sends");
        sends.HasKey(row => row.Id);
        sends.HasIndex(row => new { row.Key, row.At }).HasDatabaseName("ix_trench_sends_key");
        sends.HasIndex(row => row.ChallengeId).HasDatabaseName("ix_trench_sends_challenge");
        sends.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_trench_sends_expiry");

        var events = modelBuilder.MapTable<MfaEvent>("trench_events");
        events.HasKey(row => row.Id);
        events.HasIndex(row => new { row.UserId, row.At }).HasDatabaseName("ix_trench_events_user");
        events.HasIndex(row => row.At).HasDatabaseName("ix_trench_events_at");
        events.HasIndex(row => new { row.Name, row.At }).HasDatabaseName(TrenchIndexes.EventNames);

        modelBuilder.MapTable<StoredKey>("trench_keys").HasKey(row => row.Id);
        modelBuilder.MapTable<KeyCanary>("trench_key_canaries").HasKey(row => row.Id);
        modelBuilder.MapTable<SchemaVersion>("trench_schema").HasKey(row => row.Id);
    }
}
