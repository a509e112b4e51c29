using System.Net;
using System.Net.Http.Headers;

namespace Trench.AspNetCore.Tests;

/// <summary>Bodies that no client should send: the contract's 4xx, no 5xx, and no attempt is lost.</summary>
public sealed class ConfirmationInputTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public static TheoryData<string> NoAnswers =>
    [
        "{}", "[]", "null", "\"x\"", "{", "", """{"id":null,"data":{"code":"1"}}""", """{"id":5,"data":{"code":"1"}}""",
        """{"id":"x"}""", """{"id":"x","data":null}""", """{"id":"x","data":[]}""", """{"id":"x","data":"code"}""", """{"id":"x","data":{}}""",
        """{"id":"x","data":{"code":null}}""", """{"id":"x","data":{"code":123456}}""", """{"id":"x","data":{"code":""}}""",
        """{"id":"x","data":{"code":"1","Code":"2"}}""", """{"id":"x","data":{"code":"1","code":"2"}}""",
        """{"id":"x","id":"y","data":{"code":"1"}}""", """{"id":"x","data":{"code":{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}}}""",
    ];

    public static TheoryData<string> NoIds => ["x", "0", "..", "%00", "00000000000040008000000000000000", "{00000000-0000-4000-8000-000000000000}", "💥"];

    public async Task InitializeAsync()
    {
        _app = await ConfirmationApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_answer_is_400(string body)
    {
        (await _anna.PostJsonAsync("2factor/confirmation/confirm/", body)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.PostJsonAsync("2factor/user-config/own/confirm/", body)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.PostJsonAsync("2factor/confirmation/use/", body)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.PostJsonAsync("2factor/confirmation/request/", body)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.PostJsonAsync("2factor/user-config/own/create/", body)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.PostJsonAsync("2factor/login/", body)).MustBe(HttpStatusCode.BadRequest);
    }

    // The original answered 500.
    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task What_is_no_id_is_a_4xx(string id)
    {
        (await _anna.GetAsync($"2factor/confirmation/{Uri.EscapeDataString(id)}/check/")).MustBe(HttpStatusCode.NotFound);
        (await _anna.DestroyAsync(Uri.EscapeDataString(id))).MustBe(HttpStatusCode.NotFound);
        (await _anna.UpdateAsync(Uri.EscapeDataString(id), new { })).MustBe(HttpStatusCode.NotFound);
        Assert.Equal("does_not_exist", (await _anna.ConfirmAsync(id, "123456"))["error_code"]);
        Assert.Equal("does_not_exist", (await _anna.UseAsync(id))["error_code"]);
        Assert.Equal("does_not_exist", (await _anna.AskAsync(new { method_config_id = id, data = new { } }))["error_code"]);
        Assert.Equal("does_not_exist", (await _anna.AskAsync(new { user_config_id = id, data = new { } }))["error_code"]);
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task What_is_neither_true_nor_false_is_400(string flag)
    {
        var config = await _anna.OfferedAsync("dummy");

        var refused = await _anna.PostJsonAsync(
            "2factor/user-config/own/create/",
            $$"""{"method_config_id":"{{config}}","config":{"code":"x"},"is_active":{{flag}},"is_default":false}""");

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.NotEmpty(refused.FaultOf("is_active"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_is_no_action_is_400(string action)
    {
        var refused = await _anna.AskAsync(new { method_config_id = await _anna.OfferedAsync("dummy"), data = new { }, action });

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.NotEmpty(refused.Body.GetProperty("action").EnumerateArray());
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("a@b@c")]
    [InlineData("x\0@example.test")]
    public async Task An_address_that_is_none_is_refused_under_its_member(string address)
    {
        var config = await _anna.OfferedAsync("pigeon");

        var asked = await _anna.AskAsync(new { method_config_id = config, data = new { email = address + new string('x', 300) } });
        var created = await _anna.CreateAsync("pigeon", new { email = address + new string('x', 300) });

        Assert.NotEmpty(asked.Body.GetProperty("data").GetProperty("email").EnumerateArray());
        Assert.NotEmpty(created.Body.GetProperty("config").GetProperty("email").EnumerateArray());
    }

    [Fact]
    public async Task Malformed_answers_cost_no_attempt()
    {
        var id = await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());
        var code = _anna.LastCode;
        for (var malformed = 0; malformed < 12; malformed++)
        {
            (await _anna.ConfirmAsync(id, "12345")).MustBe(HttpStatusCode.BadRequest);
            (await _anna.PostAsync("2factor/confirmation/confirm/", new { id, data = new { code = 1 } })).MustBe(HttpStatusCode.BadRequest);
        }

        (await _anna.ConfirmAsync(id, code)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_holds_objects_as_json_and_flags_as_text()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["method_config_id"] = await _anna.OfferedAsync("dummy"),
            ["config"] = """{"code":"user-secret"}""",
            ["is_active"] = "true",
            ["is_default"] = "False",
        });

        var created = await _anna.SendAsync(HttpMethod.Post, "2factor/user-config/own/create/", form);

        created.MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_of_another_type_is_415_and_a_long_one_413()
    {
        using var text = new StringContent("id=x") { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };

        (await _anna.SendAsync(HttpMethod.Post, "2factor/confirmation/confirm/", text)).MustBe(HttpStatusCode.UnsupportedMediaType);
        (await _anna.ConfirmAsync(new string('x', 20_000), "1")).MustBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Another_path_is_404_and_another_verb_405_and_nothing_is_cached()
    {
        var path = await _anna.GetAsync("2factor/confirmation");
        var verb = await _anna.GetAsync("2factor/confirmation/confirm/");

        path.MustBe(HttpStatusCode.NotFound);
        verb.MustBe(HttpStatusCode.MethodNotAllowed);
        Assert.Equal("no-store", path.Header("Cache-Control"));
        Assert.Equal("no-store", verb.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_problem_has_the_faults_of_members_in_their_owner()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/2factor/user-config/own/create/");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _anna.Access);
        request.Headers.Accept.ParseAdd("application/problem+json");
        request.Content = HttpPerson.JsonText(
            $$"""{"method_config_id":"{{await _anna.OfferedAsync("dummy")}}","config":{},"is_active":true,"is_default":true}""");

        var problem = await HttpAnswer.OfAsync(await _app.Client.SendAsync(request));

        Assert.Equal("This field is required.", problem.Body.GetProperty("errors").GetProperty("config").GetProperty("code")[0].GetString());
    }
}
