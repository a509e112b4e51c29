using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

/// <summary>Which of a user's imported codes a guess is held against, and how many slow hashes that costs.</summary>
public sealed class SlowHashTests : IAsyncLifetime
{
    private const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Ten_codes_with_hashes_of_their_own_are_tried() =>
        Assert.NotNull(await FindAsync("right", [.. await SlowAsync("wrong", 9), .. await SlowAsync("right", 1)]));

    // Attack: slow hashes as a lever on the server's processor.
    [Fact]
    public async Task The_eleventh_is_not() =>
        Assert.Null(await FindAsync("right", [.. await SlowAsync("wrong", 10), .. await SlowAsync("right", 1)]));

    [Fact]
    public async Task Codes_under_the_salt_of_the_user_cost_one_hash_and_come_first()
    {
        var quick = await QuickAsync("right");

        Assert.Equal(quick.Hash, (await FindAsync("right", [.. await SlowAsync("right", 11), quick]))?.Hash);
    }

    [Fact]
    public async Task Of_several_codes_the_one_that_was_typed_is_found()
    {
        BackupCode[] rows = [await QuickAsync("one"), await QuickAsync("two"), .. await SlowAsync("three", 1)];

        Assert.Equal(rows[0], await FindAsync("one", rows));
        Assert.Equal(rows[1], await FindAsync("two", rows));
        Assert.Equal(rows[2], await FindAsync("three", rows));
        Assert.Null(await FindAsync("four", rows));
    }

    [Fact]
    public async Task A_row_of_another_user_matches_nothing()
    {
        var row = await QuickAsync("right");

        Assert.Null(await UseAsync(codes => codes.Find("boris", Salt, [new LegacyAnswer(row, "right")])));
    }

    [Fact]
    public async Task What_is_longer_than_any_answer_is_not_compared_at_all()
    {
        foreach (var shape in new[] { "64:ab", "65:ab" })
        {
            var row = StoreRows.BackupCode("anna", null, _engine.Clock.Now) with { Shape = shape };
            await _engine.Store.CommitAsync([new AddBackupCode(row, 10)], default);
        }

        Assert.True(await _engine.InScopeAsync(services => Legacy(services).IsConceivableAsync(new string('a', 64), default)));
        Assert.False(await _engine.InScopeAsync(services => Legacy(services).IsConceivableAsync(new string('a', 65), default)));
        Assert.False(await _engine.InScopeAsync(services => Legacy(services).IsConceivableAsync(new string('a', 63), default)));
    }

    private static LegacyBackupCodes Legacy(IServiceProvider services) => services.GetRequiredService<LegacyBackupCodes>();

    private Task<BackupCode?> FindAsync(string text, IReadOnlyList<BackupCode> rows) =>
        UseAsync(codes => codes.Find("anna", Salt, [.. rows.Select(row => new LegacyAnswer(row, text))]));

    private Task<T> UseAsync<T>(Func<LegacyBackupCodes, T> use) => _engine.InScopeAsync(services => Task.FromResult(use(Legacy(services))));

    private Task<T> HashAsync<T>(Func<BackupCodeHash, T> use) =>
        _engine.InScopeAsync(services => Task.FromResult(use(services.GetRequiredService<BackupCodeHash>())));

    private async Task<BackupCode> QuickAsync(string code) =>
        StoreRows.BackupCode("anna", null, default) with { Hash = await HashAsync(hashes => hashes.Of(code, "anna", Salt, "1")) };

    private async Task<IReadOnlyList<BackupCode>> SlowAsync(string code, int count)
    {
        var django = DjangoHash.Compute("pbkdf2_sha256$1$salt", code);
        var hash = await HashAsync(hashes => hashes.Of(django, "anna", "1"));
        return [.. Enumerable.Range(0, count).Select(_ => StoreRows.BackupCode("anna", null, default) with { Hash = hash, Scheme = django.Scheme })];
    }
}
