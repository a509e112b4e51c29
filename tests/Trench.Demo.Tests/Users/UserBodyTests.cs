using System.Net.Http.Headers;
using System.Text;

namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class UserBodyTests(DemoHosts hosts)
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("123")]
    [InlineData("{}")]
    [InlineData("{\"username\":\"zoe\"")]
    [InlineData("{\"username\":\"zoe\",\"password\":\"long enough\",}")]
    [InlineData("/**/{\"username\":\"zoe\",\"password\":\"long enough\"}")]
    [InlineData("{\"username\":\"zoe\",\"password\":\"long enough\"}{}")]
    [InlineData("{\"username\":\"zoe\",\"password\":\"long enough\",\"is_staff\":true}")]
    [InlineData("{\"username\":\"zoe\",\"password\":\"long enough\",\"password\":\"another one\"}")]
    [InlineData("{\"username\":\"zoe\",\"password\":\"long enough\",\"Password\":\"another one\"}")]
    [InlineData("{\"username\":\"zoe\",\"password\":12345678}")]
    [InlineData("{\"username\":\"zo\\u0000e\",\"password\":\"long enough\"}")]
    [InlineData("{\"username\":\"\\ud800\",\"password\":\"long enough\"}")]
    [InlineData("{\"username\":{\"$ne\":null},\"password\":\"long enough\"}")]
    [InlineData("{\"username\":\"z\\u043ee\",\"password\":\"long enough\"}")]
    public async Task A_body_that_is_not_plainly_a_user_is_refused(string body)
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await host.Api.SendAsync(HttpMethod.Post, "/auth/users", content);

        Assert.NotNull(answer.Has(400)["error_code"]);
        Assert.DoesNotContain("zoe", answer.Text, StringComparison.Ordinal);
        (await host.Api.PostAsync("/auth/login", new { username = "zoe", password = "long enough" })).Has(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        using var content = new StringContent("{\"username\":\"zoe\",\"password\":\"long enough\"}");
        content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);

        (await host.Api.SendAsync(HttpMethod.Post, "/auth/users", content)).Has(415);
    }
}
