using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.BackupCodes;

public sealed class BackupCodeBookTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_set_has_ten_codes_in_groups_of_four_and_none_twice()
    {
        var codes = await MakeAsync(Salted());

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code));
    }

    [Fact]
    public async Task Codes_whose_length_is_no_multiple_of_four_are_not_grouped()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["BACKUP_CODES_LENGTH"] = "18" });

        Assert.All(await MakeAsync(Salted(), engine), code => Assert.Matches("^[0-9A-Z]{18}$", code));
    }

    [Fact]
    public async Task A_set_is_stored_as_hashes_under_the_salt_of_its_user()
    {
        var (shown, replacement) = await UseAsync(book => book.Make("anna", "set", Salted()));

        var rows = Assert.IsType<ReplaceBackupCodes>(replacement).Rows;
        var hash = await HashAsync(shown.Codes[0]);
        Assert.Equal((10, hash), (rows.Count, rows[0].Hash));
        Assert.All(rows, row => Assert.Equal(("anna", "set", "1", _engine.Clock.Now), (row.UserId, row.EnrolmentId, row.PepperId, row.CreatedAt)));
        Assert.All(rows, row => Assert.Null(row.Shape));
    }

    [Fact]
    public async Task Codes_are_never_made_before_their_salt() =>
        Assert.Contains("salt", (await Assert.ThrowsAsync<InvalidOperationException>(() => MakeAsync(null))).Message, StringComparison.Ordinal);

    [Fact]
    public void Each_user_has_a_salt_of_sixteen_bytes()
    {
        var salts = Enumerable.Range(0, 100).Select(_ => BackupCodeBook.Prepare("anna", _engine.Clock.Now).Salt).ToList();

        Assert.Equal(100, salts.Distinct().Count());
        Assert.All(salts, salt => Assert.Matches("^[A-Za-z0-9_-]{22}$", salt));
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(20, "20:0123456789ABCDEFGHJKMNPQRSTVWXYZ")]
    public async Task A_single_code_of_another_length_says_so_in_its_row(int length, string? shape)
    {
        var (code, addition) = await UseAsync(book => book.MakeOne("anna", "set", Salted(), new SingleBackupCode("deux", length, 2)));

        var added = Assert.IsType<AddBackupCode>(addition);
        Assert.Equal((length, shape, "deux", 2), (code.Length, added.Row.Shape, added.Row.Origin, added.Newest));
    }

    [Theory]
    [InlineData("Enrolment", "set")]
    [InlineData("User", null)]
    public async Task A_set_belongs_to_an_enrolment_or_where_the_settings_say_so_to_the_user(string scope, string? set)
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["BACKUP_CODES_SCOPE"] = scope });

        Assert.Equal(set, await UseAsync(book => book.SetOf(new Enrolment { Id = "set", UserId = "anna", Method = "token" }), engine));
    }

    [Fact]
    public async Task A_spent_code_is_not_found()
    {
        var (shown, replacement) = await UseAsync(book => book.Make("anna", "set", Salted()));
        await _engine.Store.CommitAsync([replacement], default);
        var answer = new BackupAnswer(shown.Codes[0].Replace("-", "", StringComparison.Ordinal), []);
        var found = (await FindAsync(answer))!;

        await _engine.Store.CommitAsync([new SpendBackupCode("anna", found.Hash, _engine.Clock.Now)], default);

        Assert.Null(await FindAsync(answer));
    }

    [Fact]
    public async Task What_holds_codes_prints_none()
    {
        var (shown, _) = await UseAsync(book => book.Make("anna", "set", Salted()));

        Assert.Equal("10 codes", shown.ToString());
        Assert.Equal("***", new BackupAnswer("SECRET", []).ToString());
        Assert.Equal("LegacyAnswer id", new LegacyAnswer(StoreRows.BackupCode("anna", null, default) with { Id = "id" }, "SECRET").ToString());
        Assert.Equal("***", new DjangoHash(1, "salt", "SECRET").ToString());
    }

    private static Account Salted() => new() { UserId = "anna", Kind = AccountKind.Backup, Salt = "AAAAAAAAAAAAAAAAAAAAAA" };

    private async Task<IReadOnlyList<string>> MakeAsync(Account? backup, TestEngine? engine = null) =>
        (await UseAsync(book => book.Make("anna", "set", backup), engine)).Codes.Codes;

    private Task<BackupCode?> FindAsync(BackupAnswer answer) => _engine.InScopeAsync(
        services => services.GetRequiredService<BackupCodeBook>().FindAsync("anna", Salted(), answer, default));

    private Task<T> UseAsync<T>(Func<BackupCodeBook, T> use, TestEngine? engine = null) =>
        (engine ?? _engine).InScopeAsync(services => Task.FromResult(use(services.GetRequiredService<BackupCodeBook>())));

    private Task<string> HashAsync(string code) => _engine.InScopeAsync(services => Task.FromResult(
        services.GetRequiredService<BackupCodeHash>().Of(code.Replace("-", "", StringComparison.Ordinal), "anna", Salted().Salt!, "1")));
}
