using Trench.Testing;

namespace Trench.Tool.Tests;

public sealed class ImportedLoginTests : IAsyncLifetime
{
    private const string Code = "aB3dE5gH7jK9";

    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.Old.AddUserAsync(7, "anna@example.test", "+48 600-123-456");
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Theory]
    [InlineData(Move.Secret)]
    [InlineData("JBSWY3DPEHPK3PXP")]
    [InlineData("jbswy3dpehpk3pxpjbswy3dpee")]
    public async Task The_old_authenticator_app_signs_in_and_each_code_once(string secret)
    {
        await _move.Old.AddMethodAsync(7, "app", secret, isPrimary: true);
        await _move.ApplyAsync();

        var code = Django.Totp(secret, _move.New.Clock.Now);
        Assert.True((await _move.New.SignInAsync("7", code)).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, (await _move.New.SignInAsync("7", code)).Refusal?.Kind);
    }

    [ComponentFact(Component.Oathtool)]
    public async Task The_old_secret_gives_the_codes_that_oathtool_computes_from_it()
    {
        await _move.Old.AddMethodAsync(7, "app", Move.Secret, isPrimary: true);
        await _move.ApplyAsync();

        Assert.True((await _move.New.SignInAsync("7", await Oathtool.TotpAsync(Move.Secret, _move.New.Clock.Now))).Succeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_backup_code_works_once_and_never_again(bool hashed)
    {
        await _move.Old.AddMethodAsync(7, "app", Move.Secret, Joined(hashed, Code, "Qw8rTy6uIo4p"), isPrimary: true);
        await _move.ApplyAsync();

        Assert.Equal(1, (await _move.New.SignInAsync("7", Code)).Value?.BackupCodesLeft);
        Assert.Equal(RefusalKind.CodeWrong, (await _move.New.SignInAsync("7", Code)).Refusal?.Kind);
        Assert.True((await _move.New.SignInAsync("7", "Qw8rTy6uIo4p")).Succeeded);
    }

    // Attack: the double spend of the original (weakness 3), where twelve of twelve simultaneous requests got in.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_fifty_simultaneous_uses_of_an_old_backup_code_one_wins(bool hashed)
    {
        await _move.Old.AddMethodAsync(7, "app", Move.Secret, Joined(hashed, Code), isPrimary: true);
        await _move.ApplyAsync();
        var tickets = new[] { await _move.New.AskAsync("7"), await _move.New.AskAsync("7"), await _move.New.AskAsync("7") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async contestant =>
        {
            await Task.Yield();
            return await _move.New.AnswerAsync(tickets[contestant % tickets.Length].Ticket, Code);
        }));

        Assert.Single(answers, answer => answer.Succeeded);
    }

    [Fact]
    public async Task A_method_that_sends_asks_at_the_users_old_address()
    {
        await _move.Old.AddMethodAsync(7, "email", Move.Secret, isPrimary: true);
        await _move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        var asked = await _move.New.AskAsync("7");
        var message = await _move.New.Messages.WaitAsync("anna@example.test", 1);

        Assert.Equal("email", asked.Method);
        Assert.True((await _move.New.AnswerAsync(asked.Ticket, message.Code)).Succeeded);
        Assert.Equal("a***@example.test", (await _move.New.FactorsAsync("7")).Enrolments.Single().TargetHint);
    }

    [Fact]
    public async Task The_primary_method_stays_primary()
    {
        await _move.Old.AddMethodAsync(7, "email", Move.Secret);
        await _move.Old.AddMethodAsync(7, "app", Move.Secret, isPrimary: true);
        await _move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        Assert.Equal("app", (await _move.New.AskAsync("7")).Method);
        Assert.Single((await _move.New.FactorsAsync("7")).Enrolments, row => row.IsPrimary);
    }

    // Weakness 18b of the original: rows active but none primary, and the login asks for nothing.
    [Fact]
    public async Task Active_methods_without_a_primary_one_demand_a_second_step_again()
    {
        await _move.Old.AddMethodAsync(7, "app", Move.Secret);
        var run = await _move.ApplyAsync();

        Assert.Equal("app", (await _move.New.AskAsync("7")).Method);
        Assert.Contains("no primary one", run.Output, StringComparison.Ordinal);
    }

    private static string Joined(bool hashed, params string[] codes) =>
        string.Join('|', codes.Select((code, place) => hashed ? Django.Hash(code, $"salt{place}") : code));
}
