using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Secrets;

/// <summary>
/// What is stored has to be found again by every later version. Vectors by Python's hmac and hashlib, not by this code: each part
/// preceded by its length in four bytes.
/// </summary>
public sealed class StoredHashTests : IAsyncLifetime
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private TestEngine _engine = null!;

    public async Task InitializeAsync() =>
        _engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IPepperSource>(new OnePepper()));

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_backup_code() => Assert.Equal(
        "lUDyM0K5VndijGBhCmd0-XVtyOX-Si4ROFcz1FxAulg",
        await UseAsync<BackupCodeHash>(hashes => hashes.Of("CODE", "anna", "AAAAAAAAAAAAAAAAAAAAAA", "1")));

    [Fact]
    public async Task An_imported_backup_code() => Assert.Equal(
        "G7C6nD_LReJtV5ZDjISer0PMejq91ikEWoVxTVZhLWM",
        await UseAsync<BackupCodeHash>(hashes => hashes.Of(DjangoHash.Compute("pbkdf2_sha256$1000$salt", "code"), "anna", "1")));

    [Theory]
    [InlineData("anna", "1.qf7R5n7-pfhdA8FagWBI09AN8yTEzKGJE_VrYCbhQkA")]
    [InlineData(null, "1.inUQa5tQk1Lj6f2w_h5hqMdf8S9qEhh3RvcFduRcFjw")]
    public async Task A_delivered_code(string? userId, string hash)
    {
        var challenge = new Challenge { Id = "challenge", UserId = userId, Purpose = Purposes.Login, Facade = "trench" };

        Assert.Equal(hash, await UseAsync<CodeHasher>(hasher => hasher.Hash(challenge, "enrolment", "123456")));
    }

    [Fact]
    public async Task The_target_of_a_message() => Assert.Equal(
        "target:CLmeBBwlfHiKgo_qeYMqBblsmnxQOd8djHdZYsU2O_g", await UseAsync<SendKeys>(keys => keys.Of("target", "anna@example.test")));

    private Task<string> UseAsync<T>(Func<T, string> use)
        where T : notnull => _engine.InScopeAsync(services => Task.FromResult(use(services.GetRequiredService<T>())));

    private sealed class OnePepper : IPepperSource
    {
        public IReadOnlyList<Pepper> Read() => [new Pepper("1", Key)];
    }
}
