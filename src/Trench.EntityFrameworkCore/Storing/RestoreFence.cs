using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>A method whose counter is a step of time.</summary>
internal sealed record SteppedMethod(string Name, TimeSpan Period);

/// <summary>What a fence made void.</summary>
internal sealed record FenceCount(int Challenges, int Messages, int Sessions, int BackupCodes, int Counters);

/// <summary>
/// After a backup was restored: what may have been used since it was made must not be good again. Everything in one commit; the counters of
/// wrong answers stay as they are.
/// </summary>
internal sealed class RestoreFence(DbContext context)
{
    private readonly StoreText _text = StoreText.Of(context);

    /// <param name="since">When the backup was made.</param>
    /// <param name="methods">The methods of authenticator apps.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it, and nothing is changed.</param>
    public async Task<FenceCount> RunAsync(
        DateTimeOffset since, IReadOnlyList<SteppedMethod> methods, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var statements = new FenceStatements(_text.Tables);
        await using var scope = await CommitScope.BeginAsync(context, _text.Dialect, shared: false, cancellationToken);
        var (challenges, messages) = (await RunAsync(statements.Challenges()), await RunAsync(statements.Messages()));
        var sessions = await RunAsync(statements.Sessions(now));
        await RunAsync(statements.MarkOwners(since, now));
        var codes = await RunAsync(statements.BackupCodes(since, now));
        var counters = 0;
        foreach (var method in methods)
        {
            counters += await RunAsync(statements.Counters(method.Name, now.ToUnixTimeSeconds() / (long)method.Period.TotalSeconds));
        }

        foreach (var statement in _text.Script([new AddEvents([Note(since, now, codes)])]))
        {
            await RunAsync(statement);
        }

        await scope.KeepAsync(cancellationToken);
        return new FenceCount(challenges, messages, sessions, codes, counters);

        async Task<int> RunAsync(Statement statement)
        {
            await using var command = StatementRun.Command(
                context.Database.GetDbConnection(), scope.Transaction, statement, context.Database.GetCommandTimeout());
            return await command.ExecuteNonQueryAsync(cancellationToken);
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
