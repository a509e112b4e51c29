using System.Reflection;

namespace Trench.AttackTests;

/// <summary>
/// The store with holes: what it is told to commit, or was asked for, is weakened on the way. A proxy, so that a question nobody weakens
/// needs no line here.
/// </summary>
public class WeakStore : DispatchProxy
{
    // Longer than a busy SQLite makes the others wait before they have read (its driver asks again after 150 ms).
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private IMfaStore? _store;
    private WeaknessSwitch? _weakness;
    private SlowPost? _post;

    private IMfaStore Store => _store ?? throw new InvalidOperationException("Make it by Over.");

    private Weakness Weakness => _weakness?.Now ?? Weakness.None;

    internal static IMfaStore Over(IMfaStore store, WeaknessSwitch weakness, SlowPost post)
    {
        var proxy = Create<IMfaStore, WeakStore>();
        var weak = (WeakStore)proxy;
        (weak._store, weak._weakness, weak._post) = (store, weakness, post);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod?.Name == nameof(IMfaStore.CommitAsync)
            ? CommitAsync((IReadOnlyList<Change>)args![0]!, (Func<CancellationToken, Task<bool>>?)args[2], (CancellationToken)args[1]!)
            : targetMethod?.Invoke(Store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        return (Weakness, answer) switch
        {
            (Weakness.LocksStopWrongCodesOnly, Task<UserFactors> user) => UnlockedAsync(user),
            (Weakness.LocksStopWrongCodesOnly, Task<AskedChallenge?> asked) => UnlockedAsync(asked),
            (Weakness.PendingMethodsAnswer, Task<AskedChallenge?> asked) => WithPendingMethodsAsync(asked),
            (Weakness.ProofsNeverGrowOld, Task<Session?> session) => ProvenAsync(session),
            _ => answer,
        };
    }

    private async Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes, Func<CancellationToken, Task<bool>>? alongside, CancellationToken cancellationToken)
    {
        Change[] weakened = [.. changes.SelectMany(change => WeakChanges.Of(Weakness, change, changes))];
        Change[] late = [.. weakened.Where(change => WeakChanges.IsLate(Weakness, change))];
        Change[] now = [.. weakened.Except(late)];
        if (late.Length > 0)
        {
            // Holds the door between reading and writing open, so that the race does not hang on how busy the machine is.
            await Task.Delay(Gap, cancellationToken);
        }

        var result = now.Length > 0 ? await Store.CommitAsync(now, cancellationToken, alongside) : CommitResult.Committed;
        foreach (var change in result.Done ? late : [])
        {
            _ = await Store.CommitAsync([change], CancellationToken.None);
        }

        foreach (var _ in result.Done ? changes.OfType<AddMessage>() : [])
        {
            _post?.Add();
        }

        return result;
    }

    private static async Task<UserFactors> UnlockedAsync(Task<UserFactors> user) => Unlocked(await user);

    private static async Task<AskedChallenge?> UnlockedAsync(Task<AskedChallenge?> asked) =>
        await asked is { } found ? found with { User = Unlocked(found.User) } : null;

    private static UserFactors Unlocked(UserFactors user) =>
        user.Factor is { } factor ? user with { Factor = factor with { LockedUntil = null } } : user;

    private static async Task<AskedChallenge?> WithPendingMethodsAsync(Task<AskedChallenge?> asked) =>
        await asked is { } found ? found with { User = found.User with { Enrolments = [.. found.User.Enrolments.Select(Active)] } } : null;

    private static Enrolment Active(Enrolment enrolment) => enrolment with { Status = EnrolmentStatus.Active };

    private static async Task<Session?> ProvenAsync(Task<Session?> session) =>
        await session is { } found ? found with { ProofUntil = found.ExpiresAt } : null;
}
