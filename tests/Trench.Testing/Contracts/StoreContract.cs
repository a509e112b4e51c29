using Xunit;

namespace Trench.Testing;

/// <summary>What every store promises. A store of one's own passes it by overriding one member.</summary>
/// <remarks>Each fact has a user of its own, so that all of them may share one database.</remarks>
public abstract partial class StoreContract
{
    private readonly string _user = StoreRows.NewId("user");

    /// <summary>The clock of the facts; the store itself has none.</summary>
    protected FakeClock Clock { get; } = new();

    private DateTimeOffset Now => Clock.Now;

    /// <summary>Opens a scope of the store, as a request would. All scopes of one test see the same data.</summary>
    protected abstract StoreScope OpenScope();

    private async Task<CommitResult> CommitAsync(params Change[] changes)
    {
        await using var scope = OpenScope();
        return await scope.Store.CommitAsync(changes, CancellationToken.None);
    }

    private async Task<bool> WinsAsync(params Change[] changes) => (await CommitAsync(changes)).Done;

    private async Task GivenAsync(params Change[] changes) => Assert.True(await WinsAsync(changes), "The fact's own setting did not commit.");

    private async Task<T> AskAsync<T>(Func<IMfaStore, Task<T>> question)
    {
        await using var scope = OpenScope();
        return await question(scope.Store);
    }

    private async Task<T> WorkAsync<T>(Func<IOutboxStore, Task<T>> work)
    {
        await using var scope = OpenScope();
        return await work(scope.Outbox);
    }

    /// <summary>Lets contestants commit at the same time, each in a scope of its own, and counts the winners.</summary>
    private async Task<int> RaceAsync(int contestants, Func<int, Change[]> changes)
    {
        var winners = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, contestants),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(contestants, 200) },
            async (contestant, _) =>
            {
                // Without this the in-memory contestants would finish one after the other.
                await Task.Yield();
                if (await WinsAsync(changes(contestant)))
                {
                    Interlocked.Increment(ref winners);
                }
            });
        return winners;
    }

    private Task<UserFactors> FactorsAsync() => AskAsync(store => store.FindUserAsync(_user, CancellationToken.None));

    private async Task<Enrolment> EnrolmentAsync(string id) => (await FactorsAsync()).Enrolments.Single(row => row.Id == id);

    private async Task<Challenge> ChallengeAsync(Challenge row)
    {
        var asked = await AskAsync(store => store.FindChallengeAsync(row.TicketHash ?? "", CancellationToken.None));
        return asked?.Challenge ?? throw new InvalidOperationException("The challenge is gone.");
    }

    private async Task<Account> AccountAsync(AccountKind kind = AccountKind.Factor) =>
        (await FactorsAsync()).Account(kind) ?? throw new InvalidOperationException("The account is gone.");

    private async Task<Session> SessionAsync(string id) =>
        await AskAsync(store => store.FindSessionAsync(id, CancellationToken.None)) ?? throw new InvalidOperationException("The session is gone.");

    private async Task<Challenge> OpenedAsync(Func<Challenge, Challenge>? change = null)
    {
        var row = StoreRows.Challenge(_user, Now);
        row = change is null ? row : change(row);
        await GivenAsync(new OpenChallenge(row, LiveLimit: null, RefuseOverLimit: false));
        return row;
    }

    private async Task<Enrolment> ActiveAsync(string method = "app", string label = "", DateTimeOffset? createdAt = null)
    {
        var row = StoreRows.Pending(_user, method, createdAt ?? Now, label);
        await GivenAsync(new AddEnrolment(row), Activate(row));
        return row;
    }

    private ActivateEnrolment Activate(Enrolment row, long counter = 0, string? reference = null) =>
        new(row.Id, row.UserId, row.SealedFactor, counter, SealedFactor: null, reference, Now);
}
