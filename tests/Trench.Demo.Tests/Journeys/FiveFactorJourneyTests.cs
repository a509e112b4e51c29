namespace Trench.Demo.Tests;

/// <summary>Someone who has mail, SMS, two authenticator apps and a YubiKey.</summary>
public sealed class FiveFactorJourneyTests : IAsyncLifetime
{
    private YubiCloud _cloud = null!;

    public async Task InitializeAsync() => _cloud = await YubiCloud.StartAsync();

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task Any_of_the_five_signs_in_and_one_that_was_removed_never_again(Database database)
    {
        await using var node = await LoneNode.CreateAsync(database, _cloud.Settings);
        var anna = await Collector.CreateAsync(node, _cloud.NewKey());

        foreach (var factor in anna.Factors)
        {
            await anna.SignInWithAsync(factor);
        }

        while (anna.Factors is [var leaving, ..])
        {
            var (ticket, code) = await anna.RemoveAsync(leaving);

            Assert.InRange((await anna.Person.CompleteAsync(ticket, code)).Status, 400, 401);
            Assert.InRange((await anna.Person.CompleteAsync(ticket, leaving.BackupCodes[0])).Status, 400, 401);
            foreach (var factor in anna.Factors)
            {
                await anna.SignInWithAsync(factor);
            }
        }

        Assert.NotNull((await anna.Person.LogInAsync()).Has(200)["access"]);
    }
}
