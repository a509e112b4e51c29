using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore.Tests;

public sealed class AdminRouteTests : IAsyncLifetime
{
    private static readonly object Why = new { reason = "lost phone" };

    private HttpApp _app = null!;
    private HttpPerson _admin = null!;
    private HttpPerson _anna = null!;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "admin/users/{0}/enrolments" },
        { "DELETE", "admin/users/{0}/enrolments/x" },
        { "POST", "admin/users/{0}/reset" },
        { "POST", "admin/users/{0}/disable" },
        { "POST", "admin/users/{0}/enable" },
        { "GET", "admin/events" },
    };

    public async Task InitializeAsync()
    {
        _app = await AdminApp.StartAsync();
        _admin = await AdminApp.SignedInAdminAsync(_app);
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_is_401_and_a_user_403(string verb, string path)
    {
        var (method, own) = (HttpMethod.Parse(verb), string.Format(null, path, _anna.Id));

        (await HttpPerson.New(_app).SendAsync(method, own, JsonContent.Create(Why))).MustBe(HttpStatusCode.Unauthorized);
        var refused = await _anna.SendAsync(method, own, verb == "GET" ? null : JsonContent.Create(Why));

        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("forbidden", refused["error_code"]);
        Assert.Equal("no-store", refused.Header("Cache-Control"));
    }

    // J54: drf-jwt-2fa's admin lists preference and whether there is a secret, and has the secrets read-only.
    [Fact]
    public async Task Enrolments_are_shown_without_secrets()
    {
        await _anna.EnrolAsync();

        var answer = await _admin.GetAsync($"admin/users/{_anna.Id}/enrolments");

        var shown = Assert.Single(answer.Body.EnumerateArray());
        Assert.Equal(
            ["id", "name", "label", "target", "status", "is_primary", "created_at", "activated_at", "last_used_at", "backup_codes_left"],
            shown.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("pigeon", "active"), (shown.GetProperty("name").GetString(), shown.GetProperty("status").GetString()));
        Assert.DoesNotContain(_anna.Address, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_nobody_knows_is_404()
    {
        (await _admin.GetAsync("admin/users/nobody/enrolments")).MustBe(HttpStatusCode.NotFound);
        (await _admin.PostAsync("admin/users/nobody/reset", Why)).MustBe(HttpStatusCode.NotFound);
        (await _admin.PostAsync("admin/users/nobody/disable")).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reset_leaves_the_password_alone()
    {
        await _anna.EnrolAsync();

        (await _admin.PostAsync($"admin/users/{_anna.Id}/reset", Why)).MustBe(HttpStatusCode.NoContent);

        (await _anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
        _anna.Access = null;
        _anna.Keep(await _anna.LoginAsync());
    }

    [Theory]
    [InlineData("{}", "This field is required.")]
    [InlineData("""{"reason":" "}""", "This field may not be blank.")]
    [InlineData("""{"reason":7}""", "Not a valid string.")]
    [InlineData("""{"reason":"a\nlogin.completed user=admin"}""", "Enter a valid value.")]
    public async Task A_reset_needs_a_reason_of_one_line(string body, string text)
    {
        var answer = await _admin.PostJsonAsync($"admin/users/{_anna.Id}/reset", body);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf("reason"));
    }

    [Fact]
    public async Task A_reason_has_an_end()
    {
        var answer = await _admin.PostAsync($"admin/users/{_anna.Id}/reset", new { reason = new string('x', 201) });

        Assert.Equal("Ensure this field has no more than 200 characters.", answer.FaultOf("reason"));
    }

    [Fact]
    public async Task An_unknown_member_is_refused()
    {
        var answer = await _admin.PostAsync($"admin/users/{_anna.Id}/reset", new { reason = "lost phone", force = "yes" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("unknown_member", answer["error_code"]);
    }

    [Fact]
    public async Task One_enrolment_is_removed_with_a_reason()
    {
        await _anna.EnrolAsync();
        await _anna.EnrolTokenAsync();
        var primary = (await _anna.GetAsync("mfa/user-active-methods")).Body[0].GetProperty("id").GetString();
        var path = $"admin/users/{_anna.Id}/enrolments/{primary}";

        (await _admin.SendAsync(HttpMethod.Delete, path)).MustBe(HttpStatusCode.BadRequest);
        (await _admin.SendAsync(HttpMethod.Delete, path, JsonContent.Create(Why))).MustBe(HttpStatusCode.NoContent);
        (await _admin.SendAsync(HttpMethod.Delete, path, JsonContent.Create(Why))).MustBe(HttpStatusCode.NotFound);

        var left = Assert.Single((await _anna.GetAsync("mfa/user-active-methods")).Body.EnumerateArray());
        Assert.True(left.GetProperty("is_primary").GetBoolean());
    }

    [Fact]
    public async Task A_user_is_disabled_and_enabled()
    {
        (await _admin.PostAsync($"admin/users/{_anna.Id}/disable")).MustBe(HttpStatusCode.NoContent);
        (await _anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
        _anna.Access = null;
        (await _anna.LoginAsync()).MustBe(HttpStatusCode.BadRequest);

        (await _admin.PostAsync($"admin/users/{_anna.Id}/enable", new { reason = "is back" })).MustBe(HttpStatusCode.NoContent);
        _anna.Keep(await _anna.LoginAsync());
    }

    [Fact]
    public async Task An_administrator_with_a_method_proves_it()
    {
        var secret = await _admin.EnrolTokenAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(4.9));
        _admin.Access = (await _admin.PostAsync("token/refresh", new { refresh = _admin.Refresh }))["access"];
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        var path = $"admin/users/{_anna.Id}/reset";

        var refused = await _admin.PostAsync(path, Why);
        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", refused["error_code"]);
        var wrong = await _admin.PostAsync(path, new { reason = "lost phone", code = "000000" });
        Assert.Equal("Code invalid or expired.", wrong.FaultOf("code"));

        (await _admin.PostAsync(path, new { reason = "lost phone", code = _admin.CodeOf(secret) })).MustBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Events_come_in_pages_and_tell_who_acted()
    {
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _admin.PostAsync($"admin/users/{_anna.Id}/disable", new { reason = "leaver" });
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _admin.PostAsync($"admin/users/{_anna.Id}/enable");

        var first = (await _admin.GetAsync($"admin/events?user={_anna.Id}&limit=1")).Body;
        var second = (await _admin.GetAsync($"admin/events?user={_anna.Id}&limit=1&before={first[0].GetProperty("id").GetString()}")).Body;
        var named = (await _admin.GetAsync($"admin/events?name=user.disabled&user={_anna.Id}")).Body;

        Assert.Equal("user.enabled", Assert.Single(first.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("user.disabled", Assert.Single(second.EnumerateArray()).GetProperty("name").GetString());
        var told = Assert.Single(named.EnumerateArray());
        Assert.Equal(_admin.Id, told.GetProperty("actor_id").GetString());
        Assert.Equal("leaver", told.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=1&limit=2")]
    [InlineData("user=%00")]
    [InlineData("who=anna")]
    public async Task A_bad_question_is_400(string query) =>
        (await _admin.GetAsync("admin/events?" + query)).MustBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_id_longer_than_any_is_400() =>
        (await _admin.GetAsync($"admin/users/{new string('x', 451)}/enrolments")).MustBe(HttpStatusCode.BadRequest);

    // Attack: NUL in the path, which PostgreSQL answers with an error of its own.
    [Fact]
    public async Task An_id_that_no_database_can_hold_is_400()
    {
        var context = await _app.SendRawAsync(request =>
        {
            request.Request.Path = "/auth/admin/users/a\0b/enrolments";
            request.Request.Headers.Authorization = "Bearer " + _admin.Access;
        });

        Assert.Equal(StatusCodes.Status400BadRequest, context.Response.StatusCode);
    }

    [Fact]
    public async Task Without_the_policy_the_application_does_not_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HttpApp.StartAsync(map: app => app.MapGroup("/admin").MapTrenchAdmin()));

        Assert.Contains("TrenchAdmin", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_tells_of_the_routes()
    {
        var document = (await HttpAnswer.OfAsync(await _app.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative)))).Body;

        var removal = document.GetProperty("paths").GetProperty("/auth/admin/users/{user}/enrolments/{enrolment}").GetProperty("delete");
        Assert.Equal(
            ["user", "enrolment"],
            removal.GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(
            "204 400 401 403 404 413 415 429 500 503",
            string.Join(
                ' ',
                removal.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal)));
    }
}
