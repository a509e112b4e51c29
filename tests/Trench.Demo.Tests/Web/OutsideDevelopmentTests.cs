using Microsoft.AspNetCore.Hosting;

namespace Trench.Demo.Tests;

/// <summary>Starts of the demo that are no development.</summary>
public sealed class OutsideDevelopmentTests
{
    private static readonly KeyValuePair<string, string>[] Production =
    [
        new(WebHostDefaults.EnvironmentKey, "Production"),
        new("Email:Smtp:Host", "mail.invalid"),
        new("Demo:PasswordHasher:IterationCount", "100000"),
    ];

    [Fact]
    public async Task There_is_no_mailbox()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync(Production);

        (await node.Api.GetAsync("/dev/mailbox")).Has(404);
        (await node.Api.GetAsync("/dev/mailbox?format=json")).Has(404);
    }

    [Theory]
    [InlineData("Trench:Database", "Oracle")]
    [InlineData("Trench:TrustedProxies", "10.0.0.1, nonsense")]
    [InlineData("Demo:PasswordHasher:IterationCount", "99999")]
    public async Task A_setting_that_means_nothing_stops_the_start_and_is_named(string key, string value)
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync([.. Production, new(key, value)]);

        var fault = Assert.ThrowsAny<Exception>(() => node.Host.Server);

        Assert.Contains(key, fault.ToString(), StringComparison.Ordinal);
    }

    // Attack: a client that chooses the address its wrong passwords are counted for.
    [Fact]
    public async Task A_forwarded_address_is_not_believed()
    {
        await using var node = await LoneNode.CreateAsync();
        using var client = new HttpClient { BaseAddress = node.Listen() };
        var api = new Api(client);
        for (var number = 0; number < 30; number++)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{number}");
            (await api.PostAsync("/auth/login", new { username = "nobody", password = "a wrong password" })).Has(400);
        }

        var answer = (await api.PostAsync("/auth/login", new { username = "nobody", password = "a wrong password" })).Has(429);

        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
