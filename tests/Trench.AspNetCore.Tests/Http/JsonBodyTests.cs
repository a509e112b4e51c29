using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class JsonBodyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly HttpPerson _nobody = HttpPerson.New(fixture.App);

    [Theory]
    [InlineData("""{"ephemeral_token":"SECRET","code":"123456",}""")]
    [InlineData("""/* SECRET */{"ephemeral_token":"x","code":"123456"}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":"123456"}{}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":NaN}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":"1","code":"2"}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":"1","Code":"2"}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":"1","other":{"a":1,"a":2}}""")]
    [InlineData("""{"ephemeral_token":"SECRET","code":"\ud800"}""")]
    [InlineData("""{"ephemeral_token":"SECRET","\ud800":"1"}""")]
    [InlineData("""{'ephemeral_token':'SECRET'}""")]
    [InlineData("""{"ephemeral_token":"SECRET""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("123")]
    [InlineData("\"SECRET\"")]
    [InlineData("")]
    [InlineData("\uFEFF{}")]
    public async Task A_body_that_is_no_plain_object_is_refused_without_an_echo(string json)
    {
        var answer = await _nobody.PostJsonAsync("login/code", json);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("JSON parse error", answer["detail"]);
        Assert.Equal("parse_error", answer["error_code"]);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC0)]
    public async Task Octets_that_are_not_utf8_are_refused(int octet)
    {
        byte[] body = [.. "{\"ephemeral_token\":\"x\",\"code\":\"1"u8, (byte)octet, .. "\"}"u8];

        var answer = await _nobody.SendAsync(HttpMethod.Post, "login/code", HttpPerson.Octets(body, "application/json"));

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("parse_error", answer["error_code"]);
    }

    [Fact]
    public async Task A_deeply_nested_body_is_refused()
    {
        // Attack: a parser that recurses runs out of stack.
        var answer = await _nobody.PostJsonAsync("login/code", "{\"code\":" + new string('[', 7000) + new string(']', 7000) + "}");

        answer.MustBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("true")]
    [InlineData("[\"123456\"]")]
    [InlineData("{\"$ne\":null}")]
    public async Task A_code_that_is_no_text_is_refused_under_its_name(string value)
    {
        var answer = await _nobody.PostJsonAsync("login/code", $$"""{"ephemeral_token":"x","code":{{value}}}""");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Not a valid string.", answer.FaultOf("code"));
    }

    [Fact]
    public async Task All_faulty_members_are_named_together()
    {
        var answer = await _nobody.PostJsonAsync("login/code", """{"code":null}""");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("ephemeral_token"));
        Assert.Equal("This field may not be null.", answer.FaultOf("code"));
        Assert.Equal("invalid", answer["error_code"]);
    }

    [Theory]
    [InlineData("", "This field may not be blank.")]
    [InlineData("   ", "This field may not be blank.")]
    [InlineData("12\\u00003456", "Null characters are not allowed.")]
    [InlineData("11111111111111111111111111111111111111111111111111111111111111111", "Ensure this field has no more than 64 characters.")]
    public async Task A_code_that_cannot_be_one_is_refused_in_the_ancestors_words(string code, string text)
    {
        var answer = await _nobody.PostJsonAsync("login/code", $$"""{"ephemeral_token":"x","code":"{{code}}"}""");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf("code"));
    }

    [Fact]
    public async Task A_member_in_another_case_is_not_the_member()
    {
        var answer = await _nobody.PostJsonAsync("login/code", """{"ephemeral_token":"x","Code":"123456"}""");

        Assert.Equal("This field is required.", answer.FaultOf("code"));
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        var anna = HttpPerson.New(fixture.App);

        var body = new { username = anna.Name, password = HttpPerson.Password, is_admin = true, user_id = "1" };

        var answer = await anna.PostAsync("login", body);

        answer.MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task White_space_counts_in_a_password()
    {
        var answer = await _nobody.PostAsync("login", new { username = _nobody.Name, password = "   " });

        Assert.Equal("Unable to login with provided credentials.", answer["error"]);
    }
}
