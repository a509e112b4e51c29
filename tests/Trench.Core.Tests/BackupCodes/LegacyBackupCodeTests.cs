using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

public sealed class LegacyBackupCodeTests : IAsyncLifetime
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Hashed = "aB3dE5gH7jK9";
    private const string Plain = "Qw8rTy6uIo4p";

    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolTokenAsync();
        var set = (await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments[0].Id;
        await ImportAsync(set, Hashed, Plain);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(Hashed)]
    [InlineData(Plain)]
    public async Task An_imported_code_signs_in_once(string code)
    {
        Assert.Equal(1, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Value?.BackupCodesLeft);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Refusal?.Kind);
    }

    [Theory]
    [InlineData(Hashed)]
    [InlineData(Plain)]
    public async Task Of_fifty_simultaneous_uses_of_an_imported_code_one_wins(string code)
    {
        var tickets = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _anna.TicketAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async contestant =>
        {
            await Task.Yield();
            return await _anna.CompleteAsync(tickets[contestant % tickets.Length], code);
        }));

        Assert.Single(answers, answer => answer.Succeeded);
    }

    [Theory]
    [InlineData("aB3dE5gH7jK")]
    [InlineData("aB3dE5gH7jK9x")]
    [InlineData("aB3dE5gH7jK_")]
    public async Task Another_shape_is_malformed_and_free(string code)
    {
        var ticket = await _anna.TicketAsync();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.Equal(RefusalKind.CodeMalformed, (await _anna.CompleteAsync(ticket, code)).Refusal?.Kind);
        }

        Assert.True((await _anna.CompleteAsync(ticket, Hashed)).Succeeded);
    }

    [Fact]
    public async Task A_mixed_alphabet_folds_no_case()
    {
        var answer = await _anna.CompleteAsync(await _anna.TicketAsync(), Hashed.ToUpperInvariant());

        Assert.Equal(RefusalKind.CodeWrong, answer.Refusal?.Kind);
    }

    [Fact]
    public async Task The_code_of_one_user_is_nothing_to_another_without_imported_codes()
    {
        var boris = Person.New(_engine);
        await boris.SignInAsync();
        await boris.EnrolTokenAsync();

        Assert.Equal(RefusalKind.CodeMalformed, (await boris.CompleteAsync(await boris.TicketAsync(), Hashed)).Refusal?.Kind);
    }

    // Attack: slow hashes as a lever on the server's processor.
    [Fact]
    public async Task A_guess_is_charged_to_the_budget_of_backup_codes_and_nothing_is_tried_beyond_it()
    {
        for (var day = 0; day < 10; day++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), "000000000000")).Refusal?.Kind);
            _engine.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(RefusalKind.Locked, (await _anna.CompleteAsync(await _anna.TicketAsync(), Hashed)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_guess_that_ends_in_a_fault_is_given_back()
    {
        var set = (await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments[0].Id;
        await ReplaceAsync(set, Row(set, "broken") with { Scheme = "pbkdf2_sha256$many$salt" });

        await Assert.ThrowsAsync<FormatException>(async () => await _anna.CompleteAsync(await _anna.TicketAsync(), Hashed));

        Assert.Equal(0, (await _engine.Store.FindUserAsync(_anna.Id, default)).Backup?.DayFailures);
    }

    [Fact]
    public async Task New_codes_of_the_engine_take_the_place_of_the_imported_ones()
    {
        await _anna.SignInAsync(Hashed);
        Assert.True((await _anna.RegenerateAsync("token", Plain)).Succeeded);

        Assert.Equal(RefusalKind.CodeMalformed, (await _anna.CompleteAsync(await _anna.TicketAsync(), Hashed)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_set_of_the_users_own_takes_the_place_of_imported_codes_too()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["BACKUP_CODES_SCOPE"] = "User" });
        var boris = Person.New(engine);
        await boris.SignInAsync();
        var secret = await boris.EnrolTokenAsync();
        var set = (await engine.Store.FindUserAsync(boris.Id, default)).Enrolments[0].Id;
        await engine.Store.CommitAsync([new ReplaceBackupCodes(boris.Id, set, [Row(set, "hash") with { UserId = boris.Id }])], default);

        await boris.SignInAsync(boris.CodeOf(secret));
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await boris.RegenerateAsync("token", boris.CodeOf(secret))).Succeeded);

        Assert.Empty(await engine.Store.ListImportedCodesAsync(boris.Id, default));
    }

    private Task<bool> ImportAsync(string set, string hashed, string plain) => _engine.InScopeAsync(async services =>
    {
        var hashes = services.GetRequiredService<BackupCodeHash>();
        var salt = (await _engine.Store.FindUserAsync(_anna.Id, default)).Backup?.Salt ?? "";
        var django = DjangoHash.Compute("pbkdf2_sha256$1000$fixedSalt123", hashed);
        return await ReplaceAsync(
            set,
            Row(set, hashes.Of(django, _anna.Id, "1")) with { Scheme = django.Scheme },
            Row(set, hashes.Of(plain, _anna.Id, salt, "1")));
    });

    private async Task<bool> ReplaceAsync(string set, params BackupCode[] rows) =>
        (await _engine.Store.CommitAsync([new ReplaceBackupCodes(_anna.Id, set, rows)], default)).Done;

    private BackupCode Row(string set, string hash) =>
        StoreRows.BackupCode(_anna.Id, set, _engine.Clock.Now) with { Hash = hash, Shape = BackupCodeShape.Write(Letters, Hashed.Length) };
}
