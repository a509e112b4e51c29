namespace Trench.Demo.Tests;

/// <summary>The data folder of an earlier release under the demo of this one.</summary>
public sealed class OldFolderTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Old_users_log_in_as_they_always_did(Database database)
    {
        await using var node = await OldNode.StartAsync(database);
        var olga = new Person(node.Host, "olga");
        var otto = new Person(node.Host, "otto");
        var app = new AuthenticatorApp(node.Old.AppSecret, node.Host.Clock);

        await olga.SignInAsync(await app.CodeAsync());
        await olga.SignInAsync(node.Old.AppBackupCode);
        (await otto.CompleteAsync(await otto.TicketAsync(), await otto.MailedCodeAsync())).Has(200);
        await otto.SignInAsync(node.Old.EmailBackupCode);
        await new Person(node.Host, "oskar").SignInAsync();
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Old_users_add_and_replace_what_they_have(Database database)
    {
        await using var node = await OldNode.StartAsync(database);
        var oskar = new Person(node.Host, "oskar");
        await oskar.SignInAsync();

        var (app, codes) = await oskar.AddAppAsync();

        await oskar.SignInAsync(await app.NextCodeAsync());
        await oskar.SignInAsync(codes[0]);
    }
}
