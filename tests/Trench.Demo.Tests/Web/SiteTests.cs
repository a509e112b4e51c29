namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class SiteTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Health_says_healthy(Database database)
    {
        var answer = (await (await hosts.OnAsync(database)).Api.GetAsync("/health")).Has(200);

        Assert.Equal("""{"status":"Healthy"}""", answer.Text);
    }

    [Fact]
    public async Task The_page_runs_no_inline_code_and_loads_nothing_from_elsewhere()
    {
        var api = (await hosts.OnAsync(Database.Sqlite)).Api;

        var page = (await api.GetAsync("/")).Has(200);

        Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.DoesNotContain("://", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_document_has_the_routes_of_the_facade_and_of_the_users()
    {
        var document = (await (await hosts.OnAsync(Database.Sqlite)).Api.GetAsync("/openapi/v1.json")).Has(200);

        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToArray();
        Assert.Contains("/auth/login/code", paths);
        Assert.Contains("/auth/{method}/activate/confirm", paths);
        Assert.Contains("/auth/users", paths);
        Assert.Contains("/auth/users/me", paths);
        Assert.Contains("/auth/users/set_password", paths);
        Assert.DoesNotContain("/dev/mailbox", paths);
    }

    [Fact]
    public async Task The_api_document_tells_the_members_of_a_registration_as_they_are_on_the_wire()
    {
        var document = (await (await hosts.OnAsync(Database.Sqlite)).Api.GetAsync("/openapi/v1.json")).Has(200);

        var body = document["paths"]!["/auth/users"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        var members = body["properties"]!.AsObject().Select(member => member.Key);
        Assert.Equal(["email", "language", "password", "phone_number", "username"], members.Order());
        Assert.Equal(["password", "username"], body["required"]!.AsArray().Select(member => member!.GetValue<string>()).Order());
        Assert.Equal("string", body["properties"]!["username"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        var api = (await hosts.OnAsync(Database.Sqlite)).Api;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/mfa/config") { Headers = { Host = "evil.invalid" } };

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
    }
}
