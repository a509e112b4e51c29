using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Trench.AspNetCore.Tests;

public sealed class MethodConfigRouteTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _admin = null!;
    private HttpPerson _anna = null!;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "admin/method-configs" },
        { "POST", "admin/method-configs" },
        { "PUT", "admin/method-configs/x" },
        { "PATCH", "admin/method-configs/x" },
        { "GET", "admin/confirmations" },
    };

    public async Task InitializeAsync()
    {
        _app = await AdminApp.StartAsync(app => app.MapGroup("/auth/2factor").MapConfirmations());
        _admin = await AdminApp.SignedInAdminAsync(_app);
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_is_401_and_a_user_403(string verb, string path)
    {
        (await HttpPerson.New(_app).SendAsync(HttpMethod.Parse(verb), path)).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.SendAsync(HttpMethod.Parse(verb), path)).MustBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_first_question_offers_each_method_once_in_the_order_of_the_configuration()
    {
        var configs = await ConfigsAsync();

        Assert.Equal(["pigeon", "dove", "token"], configs.Select(config => config.GetProperty("method").GetString()));
        Assert.All(configs, config => Assert.True(config.GetProperty("is_active").GetBoolean()));
    }

    [Fact]
    public async Task The_schema_of_a_method_says_what_may_be_set()
    {
        var schema = (await _admin.GetAsync("admin/method-configs")).Body.GetProperty("methods")[0].GetProperty("config_global_schema");

        var text = schema.GetProperty("properties").GetProperty("message_text");
        Assert.Equal("string", text.GetProperty("type").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public async Task A_method_is_offered_once_more_with_a_title_and_words_of_its_own()
    {
        var added = await AddAsync(new { message_text = "For the shop: {code}" }, title: "The shop's pigeon");

        added.MustBe(HttpStatusCode.OK);
        await _anna.AskAsync(new { method_config_id = added["id"], data = new { email = "a@example.test" } });
        var sent = _app.Messages.Last("a@example.test");
        Assert.Equal("For the shop: " + sent.Code, sent.Text);
        var offered = (await _anna.GetAsync("2factor/method-config/list/active")).Body.EnumerateArray().Last();
        Assert.Equal("The shop's pigeon", offered.GetProperty("title").GetString());
    }

    [Fact]
    public async Task W3_A_method_that_is_not_offered_any_more_is_neither_listed_nor_asked()
    {
        var config = (await ConfigsAsync())[0].GetProperty("id").GetString()!;
        var own = await _anna.EnrolConfigAsync();
        var confirmation = await _anna.AskOwnAsync(own);
        await _anna.ConfirmAsync(confirmation, _anna.LastCode);

        (await ChangeAsync(config, isActive: false)).MustBe(HttpStatusCode.OK);

        Assert.Empty(await _anna.ConfigsAsync());
        Assert.Equal("does_not_exist", (await _anna.AskAsync(new { method_config_id = config, data = new { email = "a@example.test" } }))["error_code"]);
        Assert.Equal("wrong_config", (await _anna.AskAsync(new { user_config_id = own, data = new { } }))["error_code"]);
        (await ChangeAsync(config)).MustBe(HttpStatusCode.OK);
        (await _anna.UseAsync(confirmation)).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_is_the_default_and_the_next_takes_its_place()
    {
        var configs = await ConfigsAsync();
        var (first, second) = (configs[0].GetProperty("id").GetString()!, configs[1].GetProperty("id").GetString()!);

        await ChangeAsync(first, isDefault: true);
        await ChangeAsync(second, isDefault: true);

        var defaults = (await _anna.GetAsync("2factor/method-config/list/active")).Body.EnumerateArray()
            .Where(config => config.GetProperty("is_default").GetBoolean()).Select(config => config.GetProperty("id").GetString());
        Assert.Equal([second], defaults);
    }

    [Theory]
    [InlineData("""{"message_text":"no place"}""", "message_text", "Write {code} once where the code is to stand, and no other number of four digits or more.")]
    [InlineData("""{"message_text":"{code} 12345"}""", "message_text", "Write {code} once where the code is to stand, and no other number of four digits or more.")]
    [InlineData("""{"message_text":"{code} {code}"}""", "message_text", "Write {code} once where the code is to stand, and no other number of four digits or more.")]
    [InlineData("""{"message_text":5}""", "message_text", "Not a valid string.")]
    [InlineData("""{"colour":"red"}""", "colour", "The request has a member that this route does not know.")]
    public async Task A_bad_config_is_refused_field_by_field(string config, string member, string text)
    {
        var refused = await _admin.PostJsonAsync(
            "admin/method-configs", $$"""{"method":"pigeon","config":{{config}},"is_active":true,"is_default":false}""");

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, refused.Body.GetProperty("config").GetProperty(member)[0].GetString());
    }

    [Theory]
    [InlineData("""{"method":"x","config":{},"is_active":true,"is_default":false}""", "method")]
    [InlineData("""{"config":{},"is_active":true,"is_default":false}""", "method")]
    [InlineData("""{"method":"pigeon","config":[],"is_active":true,"is_default":false}""", "config")]
    [InlineData("""{"method":"pigeon","config":{},"is_active":"maybe","is_default":false}""", "is_active")]
    [InlineData("""{"method":"pigeon","title":"a\nb","config":{},"is_active":true,"is_default":false}""", "title")]
    public async Task A_bad_member_is_400(string body, string member) =>
        Assert.NotEmpty((await _admin.PostJsonAsync("admin/method-configs", body)).FaultOf(member));

    [Fact]
    public async Task A_config_nobody_knows_is_404() => (await ChangeAsync("nobody")).MustBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_change_is_an_event_with_the_actors_id()
    {
        await AddAsync(new { });

        var told = (await _admin.GetAsync("admin/events?name=method_config.changed")).Body[0];

        Assert.Equal((_admin.Id, "pigeon"), (told.GetProperty("actor_id").GetString(), told.GetProperty("method").GetString()));
    }

    [Fact]
    public async Task Confirmations_are_found_without_anything_by_which_they_could_be_answered()
    {
        var config = await _anna.EnrolConfigAsync();
        var id = await _anna.AskOwnAsync(config);
        var code = _anna.LastCode;

        var found = await _admin.GetAsync($"admin/confirmations?user={_anna.Id}&action=transfer&state=open");

        var state = Assert.Single(found.Body.EnumerateArray());
        Assert.Equal(("transfer", "open", config), (
            state.GetProperty("action").GetString(), state.GetProperty("state").GetString(), state.GetProperty("enrolment_id").GetString()));
        Assert.DoesNotContain(id, found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Store.Rows.Challenges.Values.Single(row => row.Purpose == "confirm:transfer").TicketHash!, found.Text, StringComparison.Ordinal);
        await _anna.ConfirmAsync(id, code);
        Assert.Empty((await _admin.GetAsync("admin/confirmations?action=transfer&state=open")).Body.EnumerateArray());
        Assert.Single((await _admin.GetAsync("admin/confirmations?action=transfer&state=answered&limit=1")).Body.EnumerateArray());
    }

    [Fact]
    public async Task An_id_that_is_spelled_otherwise_is_the_same_user()
    {
        await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());

        Assert.Single((await _admin.GetAsync($"admin/confirmations?user={_anna.Id.ToUpperInvariant()}")).Body.EnumerateArray());
    }

    [Theory]
    [InlineData("state=unknown")]
    [InlineData("limit=0")]
    [InlineData("user=%00")]
    [InlineData("who=anna")]
    public async Task A_bad_question_is_400(string query) =>
        (await _admin.GetAsync("admin/confirmations?" + query)).MustBe(HttpStatusCode.BadRequest);

    private async Task<IReadOnlyList<JsonElement>> ConfigsAsync() =>
        [.. (await _admin.GetAsync("admin/method-configs")).Body.GetProperty("method_configs").EnumerateArray()];

    private Task<HttpAnswer> AddAsync(object config, string title = "") => _admin.PostAsync(
        "admin/method-configs", new { method = "pigeon", title, config, is_active = true, is_default = false });

    private Task<HttpAnswer> ChangeAsync(string id, bool isActive = true, bool isDefault = false) => _admin.SendAsync(
        HttpMethod.Put, $"admin/method-configs/{id}", JsonContent.Create(new { config = new { }, is_active = isActive, is_default = isDefault }));
}
