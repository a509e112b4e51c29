using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class JourneyTests : IAsyncLifetime
{
    private HttpApp _app = null!;

    public async Task InitializeAsync() => _app = await HttpApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_login_without_a_method_answers_tokens_at_once()
    {
        var answer = await HttpPerson.New(_app).LoginAsync();

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(answer["access"], answer["token"]);
        Assert.False(answer.Body.TryGetProperty("ephemeral_token", out _));
    }

    [Fact]
    public async Task Activating_and_confirming_shows_ten_backup_codes_and_makes_the_method_primary()
    {
        var (anna, codes) = await HttpPerson.EnrolledAsync(_app);

        var method = Assert.Single((await anna.GetAsync("mfa/user-active-methods")).Body.EnumerateArray());
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal("pigeon", method.GetProperty("name").GetString());
        Assert.True(method.GetProperty("is_primary").GetBoolean());
        Assert.Equal(["name", "is_primary", "id", "label", "target"], method.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_first_step_answers_a_ticket_and_no_token()
    {
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        await anna.EnrolTokenAsync();

        var asked = await anna.LoginAsync();

        Assert.StartsWith("trm_", asked["ephemeral_token"], StringComparison.Ordinal);
        Assert.Equal("pigeon", asked["method"]);
        Assert.Equal("token", Assert.Single(asked.Body.GetProperty("other_methods").EnumerateArray()).GetProperty("name").GetString());
        Assert.False(asked.Body.TryGetProperty("access", out _));
    }

    [Fact]
    public async Task The_second_step_answers_tokens_that_open_protected_routes()
    {
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);

        anna.Keep(await anna.AnswerAsync(await anna.TicketAsync(), anna.LastCode));

        (await anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_backup_code_signs_in_once_and_says_how_many_are_left()
    {
        var (anna, codes) = await HttpPerson.EnrolledAsync(_app);

        var first = await anna.AnswerAsync(await anna.TicketAsync(), codes[0]);
        var second = await anna.AnswerAsync(await anna.TicketAsync(), codes[0]);

        Assert.Equal(9, first.Body.GetProperty("backup_codes_left").GetInt32());
        second.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Invalid or expired code.", second["error"]);
    }

    [Fact]
    public async Task The_code_can_be_asked_for_again_through_another_method()
    {
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        await anna.EnrolAsync("dove");
        var ticket = await anna.TicketAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(31));

        (await anna.PostAsync("login/code/request", new { ephemeral_token = ticket, method = "dove" })).MustBe(HttpStatusCode.OK);

        (await anna.AnswerAsync(ticket, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_primary_method_changes_for_a_code_of_the_new_one()
    {
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        var secret = await anna.EnrolTokenAsync();

        var changed = await anna.PostAsync("mfa/change-primary-method", new { method = "token", code = anna.CodeOf(secret) });

        changed.MustBe(HttpStatusCode.NoContent);
        Assert.Equal("", changed.Text);
        Assert.Equal("token", (await anna.LoginAsync())["method"]);
    }

    [Theory]
    [InlineData("pigeon/codes/regenerate")]
    [InlineData("mfa/codes/regenerate")]
    public async Task Backup_codes_are_replaced_at_both_paths(string path)
    {
        var (anna, old) = await HttpPerson.EnrolledAsync(_app);
        var code = await anna.RequestCodeAsync();

        var regenerated = await anna.PostAsync(path, new { method = "pigeon", code });

        regenerated.MustBe(HttpStatusCode.OK);
        var codes = HttpPerson.Texts(regenerated.Body.GetProperty("backup_codes"));
        Assert.Equal(10, codes.Count);
        Assert.Empty(codes.Intersect(old));
    }

    [Fact]
    public async Task Deactivating_the_only_method_makes_login_one_step_again()
    {
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);

        (await anna.PostAsync("pigeon/deactivate", new { code = await anna.RequestCodeAsync() })).MustBe(HttpStatusCode.NoContent);

        Assert.True((await anna.LoginAsync()).Body.TryGetProperty("access", out _));
    }

    [Fact]
    public async Task The_configuration_is_open_and_lists_the_methods_in_order()
    {
        var answer = await HttpPerson.New(_app).GetAsync("mfa/config");

        Assert.Equal(["pigeon", "dove", "token"], HttpPerson.Texts(answer.Body.GetProperty("methods")));
        Assert.True(answer.Body.GetProperty("confirm_disable_with_code").GetBoolean());
        Assert.True(answer.Body.GetProperty("confirm_regeneration_with_code").GetBoolean());
        Assert.True(answer.Body.GetProperty("allow_backup_codes_regeneration").GetBoolean());
    }

    [Fact]
    public async Task An_address_in_the_body_is_proven_before_it_is_saved()
    {
        var anna = await HttpPerson.SignedInAsync(_app);
        _app.Users.Put(_app.Users.Get(anna.Id) with { Fields = new Dictionary<string, string>() });

        (await anna.PostAsync("pigeon/activate", new { email = "new@example.test" })).MustBe(HttpStatusCode.OK);
        Assert.Empty(_app.Users.Get(anna.Id).Fields);
        var code = _app.Messages.Last("new@example.test").Code;
        (await anna.PostAsync("pigeon/activate/confirm", new { code })).MustBe(HttpStatusCode.OK);

        Assert.Equal("new@example.test", _app.Users.Get(anna.Id).Fields["Email"]);
    }
}
