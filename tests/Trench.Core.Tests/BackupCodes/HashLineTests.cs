using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

/// <summary>One slow hash of an account at a time (SECURITY row 55).</summary>
public sealed class HashLineTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    // Attack: wrong backup codes at one account, all at once, to keep every processor busy.
    [Fact]
    public async Task An_answer_waits_until_the_one_before_it_is_looked_at()
    {
        var place = await EnterAsync("anna");
        var answer = FindAsync();

        Assert.False(answer.IsCompleted);
        place.Dispose();
        Assert.Null(await answer);
    }

    [Fact]
    public async Task Nobody_waits_for_answers_at_another_account()
    {
        using var place = await EnterAsync("ben");

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task Who_hangs_up_keeps_no_place()
    {
        using var over = new CancellationTokenSource();
        var place = await EnterAsync("anna");
        var gone = EnterAsync("anna", over.Token);
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        place.Dispose();
        Assert.Null(await FindAsync());
    }

    private Task<IDisposable> EnterAsync(string userId, CancellationToken cancellationToken = default) =>
        _engine.InScopeAsync(services => services.GetRequiredService<HashLine>().EnterAsync(userId, cancellationToken));

    private Task<BackupCode?> FindAsync() => _engine.InScopeAsync(services => services.GetRequiredService<BackupCodeBook>().FindAsync(
        "anna",
        new Account { UserId = "anna", Kind = AccountKind.Backup, Salt = "AAAAAAAAAAAAAAAAAAAAAA" },
        new BackupAnswer("SECRET", []),
        default));
}
