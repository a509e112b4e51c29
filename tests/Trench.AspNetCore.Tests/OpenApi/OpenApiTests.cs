using System.Text.Json;

namespace Trench.AspNetCore.Tests;

public sealed class OpenApiTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Routes =
    [
        "GET /auth/mfa/config", "GET /auth/mfa/user-active-methods", "POST /auth/code/request", "POST /auth/login", "POST /auth/login/code",
        "POST /auth/login/code/request", "POST /auth/logout", "POST /auth/mfa/change-primary-method", "POST /auth/mfa/codes/regenerate",
        "POST /auth/mfa/forget-devices", "POST /auth/token/refresh", "POST /auth/token/verify", "POST /auth/{method}/activate",
        "POST /auth/{method}/activate/confirm", "POST /auth/{method}/codes/regenerate", "POST /auth/{method}/deactivate",
    ];

    [Fact]
    public async Task Every_route_is_there_once_and_nothing_else()
    {
        var document = await DocumentAsync();

        var found = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(Routes.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_change_takes_the_three_content_types()
    {
        foreach (var operation in await OperationsAsync("post"))
        {
            var types = operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name);
            Assert.Equal(["application/json", "application/x-www-form-urlencoded", "multipart/form-data"], types);
        }
    }

    [Theory]
    [InlineData("/auth/login", "200 400 401 413 415 429 500 503")]
    [InlineData("/auth/login/code", "200 400 401 413 415 429 500 503")]
    [InlineData("/auth/login/code/request", "200 400 401 413 415 422 429 500 503")]
    [InlineData("/auth/{method}/activate", "200 400 401 403 413 415 422 429 500 503")]
    [InlineData("/auth/{method}/deactivate", "204 400 401 403 413 415 422 429 500 503")]
    [InlineData("/auth/token/refresh", "200 400 401 413 415 500 503")]
    public async Task A_route_tells_every_status_that_can_happen(string path, string statuses)
    {
        var responses = (await OperationsAsync("post"))[path].GetProperty("responses");

        var told = responses.EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal);
        Assert.Equal(statuses, string.Join(' ', told));
    }

    [Fact]
    public async Task Required_members_are_told()
    {
        var schema = (await OperationsAsync("post"))["/auth/login/code"].GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema");

        Assert.Equal(["code", "ephemeral_token"], HttpPerson.Texts(schema.GetProperty("required")).Order());
    }

    [Fact]
    public async Task The_method_is_a_parameter_of_the_path()
    {
        var operation = (await OperationsAsync("post"))["/auth/{method}/activate"];

        var parameter = Assert.Single(operation.GetProperty("parameters").EnumerateArray());
        Assert.Equal("method", parameter.GetProperty("name").GetString());
        Assert.Equal("path", parameter.GetProperty("in").GetString());
        Assert.True(parameter.GetProperty("required").GetBoolean());
    }

    [Fact]
    public async Task Protected_routes_name_the_scheme_and_open_ones_do_not()
    {
        var operations = await OperationsAsync("post");

        Assert.Contains("Trench", operations["/auth/logout"].GetProperty("security").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("[{}]", JsonSerializer.Serialize(operations["/auth/token/refresh"].GetProperty("security")));
        var schemes = (await DocumentAsync()).GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", schemes.GetProperty("Trench").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Operations_have_names_of_their_own()
    {
        var all = (await OperationsAsync("post")).Values.Concat((await OperationsAsync("get")).Values).ToList();

        Assert.Equal(all.Count, all.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    private async Task<JsonElement> DocumentAsync() =>
        JsonDocument.Parse(await fixture.App.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

    private async Task<Dictionary<string, JsonElement>> OperationsAsync(string verb) =>
        (await DocumentAsync()).GetProperty("paths").EnumerateObject()
        .Where(path => path.Value.TryGetProperty(verb, out _))
        .ToDictionary(path => path.Name, path => path.Value.GetProperty(verb));
}
