using System.Net;

namespace Trench.AspNetCore.Tests;

public sealed class ConfirmedLoginTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await ConfirmationApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Without_a_config_the_password_is_enough()
    {
        var login = await _anna.LogInAsync();

        login.MustBe(HttpStatusCode.OK);
        Assert.Equal(["access", "authenticated", "refresh", "token"], login.Body.EnumerateObject().Select(member => member.Name).Order());
        _anna.Access = login["access"];
        (await _anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_a_config_the_answer_names_what_may_be_asked_and_sends_nothing()
    {
        var config = await _anna.EnrolConfigAsync();
        await _anna.CreateAsync("dove");
        var before = _app.Messages.All.Count;

        var login = await _anna.LogInAsync();

        Assert.Equal(["authenticated", "configs", "ephemeral_token"], login.Body.EnumerateObject().Select(member => member.Name));
        var shown = Assert.Single(login.Body.GetProperty("configs").EnumerateArray());
        Assert.Equal(config, shown.GetProperty("id").GetString());
        Assert.False(shown.TryGetProperty("config", out _));
        Assert.Equal(before, _app.Messages.All.Count);
    }

    [Fact]
    public async Task A_confirmation_of_the_login_signs_in_once()
    {
        var confirmation = await ConfirmedAsync();
        _anna.Access = null;

        var login = await _anna.LogInAsync(confirmation);
        var again = await _anna.LogInAsync(confirmation);

        Assert.True(login.Body.GetProperty("authenticated").GetBoolean());
        again.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Wrong confirmation.", again["confirmation_id"]);
    }

    [Fact]
    public async Task The_ticket_ends_with_its_login()
    {
        var config = await _anna.EnrolConfigAsync();
        var request = new { user_config_id = config, data = new { }, ephemeral_token = (await _anna.LogInAsync())["ephemeral_token"] };
        var id = (await _anna.AskAsync(request))["id"];
        await _anna.ConfirmAsync(id, _anna.LastCode);
        (await _anna.LogInAsync(id)).MustBe(HttpStatusCode.OK);

        var late = await _anna.AskAsync(request);

        late.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Invalid or expired token.", late.FaultOf("ephemeral_token"));
    }

    [Fact]
    public async Task It_leaves_a_session_that_is_freshly_proven()
    {
        var confirmation = await ConfirmedAsync();
        _anna.Access = (await _anna.LogInAsync(confirmation))["access"];

        (await _anna.CreateAsync("dove")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_backup_code_answers_the_confirmation_of_a_login_and_of_nothing_else()
    {
        var codes = await _anna.EnrolAsync();
        var config = (await _anna.ConfigsAsync())[0].GetProperty("id").GetString()!;
        var action = await _anna.AskOwnAsync(config);
        var login = await AskLoginAsync(config);

        Assert.Equal("failed_to_confirm", (await _anna.ConfirmAsync(action, codes[0]))["error_code"]);
        _anna.Access = null;
        (await _anna.ConfirmAsync(login, codes[0])).MustBe(HttpStatusCode.OK);
        Assert.True((await _anna.LogInAsync(login)).Body.GetProperty("authenticated").GetBoolean());
    }

    [Fact]
    public async Task While_codes_are_locked_a_method_that_sends_nothing_is_asked_and_its_code_is_refused()
    {
        await _anna.EnrolTokenAsync();
        var config = (await _anna.ConfigsAsync())[0].GetProperty("id").GetString()!;
        var first = await AskLoginAsync(config);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await _anna.ConfirmAsync(first, "123456")).MustBe(HttpStatusCode.BadRequest);
        }

        var second = await AskLoginAsync(config);

        (await _anna.ConfirmAsync(second, "123456")).MustBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Only_an_answered_confirmation_of_this_users_login_counts()
    {
        var config = await _anna.EnrolConfigAsync();
        var berta = await HttpPerson.SignedInAsync(_app);
        var bertas = await berta.EnrolConfigAsync();
        var action = await _anna.AskOwnAsync(config);
        await _anna.ConfirmAsync(action, _anna.LastCode);
        var foreign = await berta.AskOwnAsync(bertas, "login");
        await berta.ConfirmAsync(foreign, berta.LastCode);
        var nobodys = await AnswerMethodAsync();
        var open = await AskLoginAsync(config);

        foreach (var id in new[] { action, foreign, nobodys, open, ConfirmationApp.Nobody, "nonsense" })
        {
            var refused = await _anna.LogInAsync(id);
            refused.MustBe(HttpStatusCode.BadRequest);
            Assert.Equal("Wrong confirmation.", refused["confirmation_id"]);
        }
    }

    [Fact]
    public async Task A_wrong_password_spends_no_confirmation()
    {
        var confirmation = await ConfirmedAsync();

        (await _anna.LogInAsync(confirmation, "wrong")).MustBe(HttpStatusCode.Unauthorized);

        Assert.True((await _anna.LogInAsync(confirmation)).Body.GetProperty("authenticated").GetBoolean());
    }

    [Fact]
    public async Task The_ticket_asks_own_configs_only_and_only_for_a_login()
    {
        await _anna.EnrolConfigAsync();
        var foreign = await (await HttpPerson.SignedInAsync(_app)).EnrolConfigAsync();
        var ticket = (await _anna.LogInAsync())["ephemeral_token"];

        var others = await _anna.AskAsync(new { user_config_id = foreign, data = new { }, ephemeral_token = ticket });
        var action = await _anna.AskAsync(new { user_config_id = foreign, data = new { }, ephemeral_token = ticket, action = "transfer" });
        var method = await _anna.AskAsync(
            new { method_config_id = await _anna.OfferedAsync("pigeon"), data = new { email = "thief@example.test" }, ephemeral_token = ticket });

        Assert.NotEmpty(others.FaultOf("user_config_id"));
        Assert.NotEmpty(action.FaultOf("action"));
        method.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(0, _app.Messages.Count("thief@example.test"));
    }

    [Fact]
    public async Task The_ticket_authenticates_nothing_and_answers_no_other_login()
    {
        await _anna.EnrolConfigAsync();
        var ticket = (await _anna.LogInAsync())["ephemeral_token"];

        Assert.Equal(HttpStatusCode.Unauthorized, (await _anna.SendAsync(HttpMethod.Get, "2factor/user-config/own/list/", null, "Bearer " + ticket)).Status);
        (await _anna.AnswerAsync(ticket, _anna.LastCode)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("trm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("nonsense")]
    public async Task A_ticket_that_was_never_given_out_asks_nothing(string ticket)
    {
        var config = await _anna.EnrolConfigAsync();

        var refused = await _anna.AskAsync(new { user_config_id = config, data = new { }, ephemeral_token = ticket });

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Invalid or expired token.", refused.FaultOf("ephemeral_token"));
    }

    // An administrator who stops offering a method must not open the accounts that have it.
    [Fact]
    public async Task A_user_whose_method_is_not_offered_any_more_is_asked_all_the_same()
    {
        await _anna.EnrolConfigAsync();
        var row = _app.Store.Rows.MethodConfigs.Values.Single(config => config.Method == "pigeon");
        await _app.Store.CommitAsync([new ChangeMethodConfig(row with { IsActive = false })], default);

        var login = await _anna.LogInAsync();

        Assert.False(login.Body.GetProperty("authenticated").GetBoolean());
        Assert.Empty(login.Body.GetProperty("configs").EnumerateArray());
    }

    [Fact]
    public async Task The_fallback_method_challenges_who_has_no_config_at_the_own_address()
    {
        await using var app = await ConfirmationApp.StartAsync(settings: new Dictionary<string, string?> { ["FALLBACK_METHOD"] = "pigeon" });
        var anna = HttpPerson.New(app);
        var login = await anna.LogInAsync();
        var request = new
        {
            method_config_id = await anna.OfferedAsync("pigeon"),
            data = new { email = "thief@example.test" },
            ephemeral_token = login["ephemeral_token"],
        };

        var asked = await anna.AskAsync(request);
        Assert.Equal(0, app.Messages.Count("thief@example.test"));
        (await anna.ConfirmAsync(asked["id"], anna.LastCode)).MustBe(HttpStatusCode.OK);

        Assert.True((await anna.LogInAsync(asked["id"])).Body.GetProperty("authenticated").GetBoolean());
    }

    private async Task<string> AskLoginAsync(string config)
    {
        var ticket = (await _anna.LogInAsync())["ephemeral_token"];
        return (await _anna.AskAsync(new { user_config_id = config, data = new { }, ephemeral_token = ticket }))["id"];
    }

    private async Task<string> ConfirmedAsync()
    {
        var id = await AskLoginAsync(await _anna.EnrolConfigAsync());
        (await HttpPerson.New(_app).ConfirmAsync(id, _anna.LastCode)).MustBe(HttpStatusCode.OK);
        return id;
    }

    private async Task<string> AnswerMethodAsync()
    {
        var asked = await _anna.AskAsync(new { method_config_id = await _anna.OfferedAsync("dummy"), data = new { }, action = "login" });
        await _anna.ConfirmAsync(asked["id"], "dummy-method");
        return asked["id"];
    }
}
