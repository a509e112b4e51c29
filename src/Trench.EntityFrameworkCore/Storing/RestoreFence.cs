using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>What a fence made void; and the keys that it left as they are, because their owners have nothing else.</summary>
internal sealed record FenceCount(int Challenges, int Messages, int Sessions, int BackupCodes, int Counters, int Keys, int KeysLeft);

/// <summary>
/// After a backup was restored: what may have been used since it was made must not be good again. Everything in one commit; the counters of
/// wrong answers stay as they are.
/// </summary>
internal sealed class RestoreFence(DbContext context)
{
    private readonly StoreText _text = StoreText.Of(context);

    /// <param name="since">When the backup was made.</param>
    /// <param name="methods">The application's methods.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it, and nothing is changed.</param>
    public async Task<FenceCount> RunAsync(
        DateTimeOffset since, FencedMethods methods, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var statements = new FenceStatements(_text.Tables);
        await using var scope = await CommitScope.BeginAsync(context, _text.Dialect, shared: false, cancellationToken);
        var (challenges, messages) = (await RunAsync(statements.Challenges()), await RunAsync(statements.Messages()));
        var sessions = await RunAsync(statements.Sessions(now));
        await RunAsync(statements.MarkOwners(since, now));
        var codes = await RunAsync(statements.BackupCodes(since, now));
        var counters = 0;
        foreach (var method in methods.Apps)
        {
            counters += await RunAsync(statements.Counters(method.Name, now.ToUnixTimeSeconds() / (long)method.Period.TotalSeconds));
        }

        var (keys, keysLeft) = methods.OwnKeys.Count == 0
            ? (0, 0)
            : (await RunAsync(statements.Keys(methods)), await CountAsync(statements.KeysLeft(methods)));
        foreach (var statement in _text.Script([new AddEvents([Note(since, now, codes)])]))
        {
            await RunAsync(statement);
        }

        await scope.KeepAsync(cancellationToken);
        return new FenceCount(challenges, messages, sessions, codes, counters, keys, keysLeft);

        DbCommand CommandOf(Statement statement) => StatementRun.Command(
            context.Database.GetDbConnection(), scope.Transaction, statement, context.Database.GetCommandTimeout());

        async Task<int> RunAsync(Statement statement)
        {
            await using var command = CommandOf(statement);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }

        async Task<int> CountAsync(Statement statement)
        {
            await using var command = CommandOf(statement);
            return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
    }

    private static MfaEvent Note(DateTimeOffset since, DateTimeOffset now, int codes) => new()
    {
        Id = Codes.Id(),
        Name = EventNames.RestoreFenced,
        At = now,
        Reason = since.ToUniversalTime().ToString("u"),
        Count = codes,
    };
}
