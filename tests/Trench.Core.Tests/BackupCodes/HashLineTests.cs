using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

/// <summary>One slow hash of an account at a time (SECURITY row 55).</summary>
public sealed class HashLineTests : IAsyncLifetime
{
    private const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HashLine _line = new();
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    // Attack: wrong backup codes at one account, all at once, to keep every processor busy.
    [Fact]
    public async Task Hashes_of_one_account_are_computed_one_after_the_other()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _line.RunAsync("anna", Hash, default))));

        Assert.Equal(1, most);

        int Hash()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.SpinWait(10_000);
            return Interlocked.Decrement(ref inside);
        }
    }

    [Fact]
    public async Task Nobody_waits_for_hashes_of_another_account()
    {
        using var meeting = new Barrier(2);

        Assert.All(await Task.WhenAll(Meet("anna"), Meet("ben")), Assert.True);

        Task<bool> Meet(string userId) => _line.RunAsync(userId, () => meeting.SignalAndWait(Patience), default);
    }

    [Fact]
    public async Task Who_hangs_up_leaves_the_line()
    {
        using var over = new CancellationTokenSource();
        using var first = new ManualResetEventSlim();
        var isComputed = false;
        var before = _line.RunAsync("anna", () => first.Wait(Patience), default);
        var gone = _line.RunAsync("anna", () => isComputed = true, over.Token);

        await over.CancelAsync();
        first.Set();

        Assert.True(await before);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.False(isComputed);
    }

    [Fact]
    public async Task A_hash_that_fails_holds_nobody_up()
    {
        await Assert.ThrowsAsync<FormatException>(() => _line.RunAsync<int>("anna", () => throw new FormatException(), default));

        Assert.Equal(7, await _line.RunAsync("anna", () => 7, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backup_codes_are_looked_at_in_this_line(bool isOwn)
    {
        using var first = new ManualResetEventSlim();
        var before = _engine.InScopeAsync(services => services.GetRequiredService<HashLine>().RunAsync("anna", () => first.Wait(Patience), default));
        var answer = FindAsync("anna", isOwn);

        for (var other = 0; other < 5; other++)
        {
            Assert.Null(await FindAsync($"ben {other}", isOwn));
        }

        Assert.False(answer.IsCompleted);
        first.Set();
        Assert.True(await before);
        Assert.Null(await answer);
    }

    private Task<BackupCode?> FindAsync(string userId, bool isOwn)
    {
        LegacyAnswer imported = new(StoreRows.BackupCode(userId, null, default), "SECRET");
        return _engine.InScopeAsync(services => services.GetRequiredService<BackupCodeBook>().FindAsync(
            userId,
            new Account { UserId = userId, Kind = AccountKind.Backup, Salt = Salt },
            isOwn ? new BackupAnswer("SECRET", []) : new BackupAnswer(null, [imported]),
            default));
    }
}
