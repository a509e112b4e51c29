using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

/// <summary>A backup code that is shown by itself, beside the set.</summary>
public sealed class SingleBackupCodeTests : IAsyncLifetime
{
    private static readonly SingleBackupCode Terms = new("deux", Length: 16, Newest: 2);
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task It_is_good_once_beside_the_set()
    {
        var set = await _anna.EnrolAsync();
        var code = await AddAsync(Terms);

        Assert.Equal(10, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Value?.BackupCodesLeft);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), set[0])).Succeeded);
    }

    [Fact]
    public async Task Of_several_the_newest_two_are_good()
    {
        await _anna.EnrolAsync();
        var codes = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            codes.Add(await AddAsync(Terms));
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0])).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), codes[1])).Succeeded);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), codes[2])).Succeeded);
    }

    [Fact]
    public async Task One_of_another_length_is_recognised_by_its_length()
    {
        await _anna.EnrolAsync();
        var code = await AddAsync(Terms with { Length = 20 });

        Assert.Matches("^[0-9A-Z]{20}$", code);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), code.ToLowerInvariant())).Succeeded);
    }

    [Fact]
    public async Task It_takes_a_fresh_proof()
    {
        await _anna.EnrolAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RefusalKind.FreshProofRequired, (await _anna.AddBackupCodeAsync(Terms)).Refusal?.Kind);
    }

    [Fact]
    public async Task Without_an_active_method_there_is_none() =>
        Assert.Equal(RefusalKind.MethodNotActive, (await _anna.AddBackupCodeAsync(Terms)).Refusal?.Kind);

    [Fact]
    public async Task Where_codes_may_not_be_regenerated_none_is_added()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["ALLOW_BACKUP_CODES_REGENERATION"] = "false" });
        var boris = Person.New(engine);
        await boris.SignInAsync();
        await boris.EnrolAsync();

        Assert.Equal(RefusalKind.RegenerationNotAllowed, (await boris.AddBackupCodeAsync(Terms)).Refusal?.Kind);
    }

    private async Task<string> AddAsync(SingleBackupCode terms) => (await _anna.AddBackupCodeAsync(terms)).Value!;
}
