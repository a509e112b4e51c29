using System.Text.Json;

namespace Trench.AspNetCore.Tests;

/// <summary>Deux' routes in the OpenAPI document.</summary>
public sealed class DeuxOpenApiTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private JsonElement _paths;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync();
        var document = await _app.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        _paths = JsonDocument.Parse(document).RootElement.GetProperty("paths");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public void Every_route_is_there_with_every_verb() => Assert.Equal(
        [
            "delete /mfa", "get /mfa", "get /mfa/recovery", "patch /mfa/{method}/request", "patch /mfa/{method}/verify",
            "post /mfa/authtoken/login", "post /mfa/oauth2/token", "put /mfa/authtoken/login", "put /mfa/oauth2/token",
            "put /mfa/{method}/request", "put /mfa/{method}/verify",
        ],
        _paths.EnumerateObject().Where(path => path.Name.StartsWith("/mfa", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name} {path.Name}")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("get", "/mfa", "200 401 500 503")]
    [InlineData("delete", "/mfa", "204 400 401 403 413 415 429 500 503")]
    [InlineData("put", "/mfa/{method}/request", "200 400 401 403 404 413 415 429 500 503")]
    [InlineData("put", "/mfa/{method}/verify", "200 400 401 403 404 413 415 429 500 503")]
    [InlineData("get", "/mfa/recovery", "200 400 401 403 500 503")]
    [InlineData("post", "/mfa/authtoken/login", "200 400 401 413 415 429 500 503")]
    [InlineData("post", "/mfa/oauth2/token", "200 400 401 413 415 429 500 503")]
    public void A_route_tells_every_status_that_can_happen(string verb, string path, string statuses) => Assert.Equal(
        statuses,
        string.Join(' ', _paths.GetProperty(path).GetProperty(verb).GetProperty("responses").EnumerateObject()
            .Select(response => response.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_token_endpoint_tells_its_clients_refusal() => Assert.Contains(
        "invalid_client",
        _paths.GetProperty("/mfa/oauth2/token").GetProperty("post").GetProperty("responses").GetProperty("401").GetRawText(),
        StringComparison.Ordinal);
}
