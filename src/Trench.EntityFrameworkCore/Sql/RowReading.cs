using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>Makes rows out of results. Initialisers run in the order of <see cref="RowColumns"/>.</summary>
internal static class RowReading
{
    public static Challenge Challenge(DbDataReader reader, int start = 0)
    {
        var columns = new ColumnCursor(reader, start);
        return new Challenge
        {
            Id = columns.Text(),
            TicketHash = columns.TextOrNull(),
            UserId = columns.TextOrNull(),
            Purpose = columns.Text(),
            Facade = columns.Text(),
            Client = columns.TextOrNull(),
            EnrolmentId = columns.TextOrNull(),
            Method = columns.TextOrNull(),
            CodeHash = columns.TextOrNull(),
            CodeExpiresAt = columns.InstantOrNull(),
            State = (ChallengeState)columns.Number(),
            Attempts = columns.Number(),
            MaxAttempts = columns.Number(),
            CreatedAt = columns.Instant(),
            ExpiresAt = columns.Instant(),
            LastSentAt = columns.InstantOrNull(),
            NextAnswerAt = columns.InstantOrNull(),
            StampHash = columns.TextOrNull(),
            SessionId = columns.TextOrNull(),
            MethodConfigId = columns.TextOrNull(),
            SealedData = columns.TextOrNull(),
        };
    }

    public static Account Account(DbDataReader reader, int start = 0)
    {
        var columns = new ColumnCursor(reader, start);
        return new Account
        {
            UserId = columns.Text(),
            Kind = (AccountKind)columns.Number(),
            Consecutive = columns.Number(),
            LockedUntil = columns.InstantOrNull(),
            Day = columns.Number(),
            DayFailures = columns.Number(),
            WindowFailures = columns.Number(),
            RolledDay = columns.Number(),
            Salt = columns.TextOrNull(),
            CodesVoidAt = columns.InstantOrNull(),
        };
    }

    public static Enrolment Enrolment(DbDataReader reader, int start = 0)
    {
        var columns = new ColumnCursor(reader, start);
        return new Enrolment
        {
            Id = columns.Text(),
            UserId = columns.Text(),
            Method = columns.Text(),
            Label = columns.Text(),
            Status = (EnrolmentStatus)columns.Number(),
            IsPrimary = columns.Bool(),
            SealedFactor = columns.TextOrNull(),
            TargetHint = columns.TextOrNull(),
            Reference = columns.TextOrNull(),
            Counter = columns.Long(),
            PendingFactor = columns.TextOrNull(),
            PendingHint = columns.TextOrNull(),
            PendingUntil = columns.InstantOrNull(),
            MethodConfigId = columns.TextOrNull(),
            StartsPaused = columns.Bool(),
            StartsPrimary = columns.Bool(),
            CreatedAt = columns.Instant(),
            ActivatedAt = columns.InstantOrNull(),
            LastUsedAt = columns.InstantOrNull(),
        };
    }

    public static BackupCode BackupCode(DbDataReader reader)
    {
        var columns = new ColumnCursor(reader);
        return new BackupCode
        {
            Id = columns.Text(),
            UserId = columns.Text(),
            EnrolmentId = columns.TextOrNull(),
            Hash = columns.Text(),
            PepperId = columns.Text(),
            Shape = columns.TextOrNull(),
            Scheme = columns.TextOrNull(),
            Origin = columns.TextOrNull(),
            CreatedAt = columns.Instant(),
            UsedAt = columns.InstantOrNull(),
        };
    }

    public static Session Session(DbDataReader reader)
    {
        var columns = new ColumnCursor(reader);
        return new Session
        {
            Id = columns.Text(),
            UserId = columns.Text(),
            SecretHash = columns.Text(),
            StampHash = columns.Text(),
            Amr = columns.Text(),
            Acr = columns.Text(),
            Client = columns.TextOrNull(),
            Scope = columns.TextOrNull(),
            AuthTime = columns.Instant(),
            ProofUntil = columns.InstantOrNull(),
            ExpiresAt = columns.Instant(),
            EndedAt = columns.InstantOrNull(),
        };
    }

    public static OutboxMessage Message(DbDataReader reader)
    {
        var columns = new ColumnCursor(reader);
        return new OutboxMessage
        {
            Id = columns.Text(),
            ChallengeId = columns.TextOrNull(),
            UserId = columns.TextOrNull(),
            Method = columns.Text(),
            SealedBody = columns.TextOrNull(),
            State = (OutboxState)columns.Number(),
            Attempts = columns.Number(),
            CreatedAt = columns.Instant(),
            NextAttemptAt = columns.Instant(),
            ExpiresAt = columns.Instant(),
            LeaseOwner = columns.TextOrNull(),
            LeaseUntil = columns.InstantOrNull(),
        };
    }

    public static MfaEvent Event(DbDataReader reader)
    {
        var columns = new ColumnCursor(reader);
        return new MfaEvent
        {
            Id = columns.Text(),
            Name = columns.Text(),
            At = columns.Instant(),
            UserId = columns.TextOrNull(),
            ActorId = columns.TextOrNull(),
            Method = columns.TextOrNull(),
            EnrolmentId = columns.TextOrNull(),
            Purpose = columns.TextOrNull(),
            ChallengeId = columns.TextOrNull(),
            Facade = columns.TextOrNull(),
            Address = columns.TextOrNull(),
            Reason = columns.TextOrNull(),
            Count = columns.NumberOrNull(),
            Node = columns.TextOrNull(),
        };
    }

    public static MethodConfig MethodConfig(DbDataReader reader)
    {
        var columns = new ColumnCursor(reader);
        return new MethodConfig
        {
            Id = columns.Text(),
            Method = columns.Text(),
            Title = columns.Text(),
            Settings = columns.Text(),
            IsActive = columns.Bool(),
            IsDefault = columns.Bool(),
            Place = columns.Number(),
            CreatedAt = columns.Instant(),
            UpdatedAt = columns.Instant(),
        };
    }
}
