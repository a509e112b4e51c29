using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>The questions: one statement each.</summary>
internal sealed partial class EfMfaStore<TContext>
{
    private static readonly int ChallengeColumns = RowColumns.Count(RowColumns.Challenge);

    /// <inheritdoc />
    public Task<AskedChallenge?> FindChallengeAsync(string ticketHash, CancellationToken cancellationToken) =>
        AskAsync(
            _text.Reads.Challenge(ticketHash),
            async reader => await reader.ReadAsync(cancellationToken)
                ? new AskedChallenge(
                    RowReading.Challenge(reader), await FactorReading.ReadAsync(reader, ChallengeColumns, cancellationToken))
                : null,
            cancellationToken);

    /// <inheritdoc />
    public Task<Challenge?> FindOpenChallengeAsync(
        string userId,
        string purpose,
        string enrolmentId,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        AskForOneAsync(
            _text.Reads.OpenChallenge(userId, purpose, enrolmentId, caller, now),
            reader => RowReading.Challenge(reader),
            cancellationToken);

    /// <inheritdoc />
    public Task<DateTimeOffset?> FindFirstExpiryAsync(
        string userId, string purpose, string facade, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync<DateTimeOffset?>(
            _text.Reads.FirstExpiry(userId, purpose, facade, now),
            async reader => await reader.ReadAsync(cancellationToken) ? new ColumnCursor(reader).Instant() : null,
            cancellationToken);

    /// <inheritdoc />
    public Task<UserFactors> FindUserAsync(string userId, CancellationToken cancellationToken) =>
        AskAsync(
            _text.Reads.User(userId),
            async reader => await reader.ReadAsync(cancellationToken)
                ? await FactorReading.ReadAsync(reader, 0, cancellationToken)
                : UserFactors.None,
            cancellationToken);

    /// <inheritdoc />
    public Task<BackupCode?> FindBackupCodeAsync(string userId, string hash, CancellationToken cancellationToken) =>
        AskForOneAsync(_text.Reads.BackupCode(userId, hash), RowReading.BackupCode, cancellationToken);

    /// <inheritdoc />
    public Task<int> CountBackupCodesAsync(string userId, string? enrolmentId, CancellationToken cancellationToken) =>
        AskAsync(
            _text.Reads.BackupCodes(userId, enrolmentId),
            async reader => await reader.ReadAsync(cancellationToken)
                ? Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)
                : 0,
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListPeppersAsync(string userId, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.Peppers(userId), reader => reader.GetString(0), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BackupCode>> ListImportedCodesAsync(string userId, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.ImportedCodes(userId), RowReading.BackupCode, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListImportedShapesAsync(CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.ImportedShapes(), reader => reader.GetString(0), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<DateTimeOffset>> ListSendsAsync(string key, int most, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Sends.Read(key, most), reader => new ColumnCursor(reader).Instant(), cancellationToken);

    /// <inheritdoc />
    public Task<Session?> FindSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        AskForOneAsync(_text.Reads.Session(sessionId), RowReading.Session, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.Events(filter), RowReading.Event, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListEnrolledMethodsAsync(CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.Methods(), reader => reader.GetString(0), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<MethodConfig>> ListMethodConfigsAsync(CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.MethodConfigs(), RowReading.MethodConfig, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Challenge>> ListConfirmationsAsync(ConfirmationFilter filter, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Reads.Confirmations(filter), reader => RowReading.Challenge(reader), cancellationToken);
}
