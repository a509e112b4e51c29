using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

public sealed class ConfirmationTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;
    private HttpPerson _nobody = null!;

    public async Task InitializeAsync()
    {
        _app = await ConfirmationApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
        _nobody = HttpPerson.New(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task W7_What_proves_a_new_config_confirms_nothing_else()
    {
        var created = await _anna.CreateAsync("dummy", new { code = "user-secret" });

        var refused = await _nobody.ConfirmAsync(created["confirmation_id"], "user-secret");

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Can not be confirmed with unavailable config.", refused.FaultOf("id"));
        Assert.Equal("wrong_config", refused["error_code"]);
    }

    [Fact]
    public async Task W13_A_request_names_a_method_or_a_config()
    {
        var refused = await _nobody.AskAsync(new { data = new { } });

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("empty_config", refused["error_code"]);
        Assert.NotEmpty(refused.FaultOf("non_field_errors"));
    }

    [Fact]
    public async Task W14_A_method_is_asked_alone_and_what_it_proves_is_not_available_yet()
    {
        var asked = await AskMethodAsync();

        Assert.Equal(["id", "status", "is_available"], asked.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("025-in_process", asked["status"]);
        Assert.False(asked.IsAvailable());
    }

    [Fact]
    public async Task W15_Wrong_data_fails_to_confirm()
    {
        var refused = await _nobody.ConfirmAsync((await AskMethodAsync())["id"], "wrong");

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("failed_to_confirm", refused["error_code"]);
        Assert.Equal("Failed to confirm.", refused.FaultOf("non_field_errors"));
    }

    [Fact]
    public async Task W16_Right_data_confirms()
    {
        var id = (await AskMethodAsync())["id"];

        var confirmed = await _nobody.ConfirmAsync(id, "dummy-method");

        confirmed.MustBe(HttpStatusCode.OK);
        Assert.Equal((id, "085-confirmed", true), (confirmed["id"], confirmed["status"], confirmed.IsAvailable()));
    }

    [Fact]
    public async Task W17_What_is_confirmed_is_not_confirmed_again()
    {
        var id = (await AskMethodAsync())["id"];
        await _nobody.ConfirmAsync(id, "dummy-method");

        var again = await _nobody.ConfirmAsync(id, "dummy-method");

        again.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("No unconfirmed confirmation found.", again.FaultOf("id"));
    }

    [Fact]
    public async Task W18_A_check_shows_how_it_stands()
    {
        var id = (await AskMethodAsync())["id"];
        Assert.Equal("025-in_process", (await _nobody.CheckAsync(id))["status"]);

        await _nobody.ConfirmAsync(id, "dummy-method");

        var check = await _nobody.CheckAsync(id);
        Assert.Equal((id, "085-confirmed", true), (check["id"], check["status"], check.IsAvailable()));
    }

    [Fact]
    public async Task W19_A_method_that_is_not_the_configs_is_refused()
    {
        var config = await _anna.EnrolConfigAsync();

        var refused = await _anna.AskAsync(
            new { user_config_id = config, method_config_id = await _anna.OfferedAsync("dove"), data = new { } });

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.NotEmpty(refused.FaultOf("non_field_errors"));
    }

    [Fact]
    public async Task W20_A_config_is_asked_with_its_method_or_without()
    {
        var config = await _anna.EnrolConfigAsync();

        (await _anna.AskAsync(new { user_config_id = config, data = new { } })).MustBe(HttpStatusCode.OK);
        (await _anna.AskAsync(new { user_config_id = config, method_config_id = await _anna.OfferedAsync("pigeon"), data = new { } }))
            .MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task W21_W22_A_config_is_confirmed_by_its_own_secret_and_not_by_the_methods()
    {
        var created = await _anna.CreateAsync("dummy", new { code = "user-secret" });
        await _anna.ConfirmOwnAsync(created.ItemId(), created["confirmation_id"], "user-secret");
        var id = await _anna.AskOwnAsync(created.ItemId());

        var byMethod = await _anna.ConfirmAsync(id, "dummy-method");
        var byOwn = await _anna.ConfirmAsync(id, "user-secret");

        Assert.Equal("failed_to_confirm", byMethod["error_code"]);
        Assert.Equal("085-confirmed", byOwn["status"]);
    }

    [Fact]
    public async Task A_code_proves_an_address_before_there_is_a_user()
    {
        var id = (await AskAddressAsync("new@example.test"))["id"];

        var confirmed = await _nobody.ConfirmAsync(id, _app.Messages.Last("new@example.test").Code);

        Assert.True(confirmed.IsAvailable());
        Assert.Equal("Your verification code is: " + _app.Messages.Last("new@example.test").Code, _app.Messages.Last("new@example.test").Text);
    }

    [Fact]
    public async Task An_unknown_confirmation_checks_as_nothing()
    {
        var check = await _nobody.CheckAsync(ConfirmationApp.Nobody);

        check.MustBe(HttpStatusCode.OK);
        Assert.Equal("""{"id":null,"status":null,"is_available":false}""", check.Text);
    }

    [Fact]
    public async Task The_id_is_stored_hashed_and_what_it_proves_sealed()
    {
        var id = (await AskAddressAsync("new@example.test"))["id"];

        var row = Assert.Single(_app.Store.Rows.Challenges.Values);
        Assert.Equal(Digest.Of(id), row.TicketHash);
        Assert.DoesNotContain(id, _app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("new@example", $"{row.SealedData}{row}", StringComparison.Ordinal);
        Assert.Null(row.UserId);
    }

    // Weakness of the original: no expiry.
    [Fact]
    public async Task After_ten_minutes_it_is_over_whether_answered_or_not()
    {
        var (open, answered) = ((await AskMethodAsync())["id"], (await AskMethodAsync())["id"]);
        await _nobody.ConfirmAsync(answered, "dummy-method");

        _app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("ticket_expired", (await _nobody.ConfirmAsync(open, "dummy-method"))["error_code"]);
        Assert.False((await _nobody.CheckAsync(answered)).IsAvailable());
        (await _nobody.UseAsync(answered, "confirm")).MustBe(HttpStatusCode.BadRequest);
    }

    // Weakness of the original: any number of guesses.
    [Fact]
    public async Task After_five_wrong_answers_the_right_one_comes_too_late()
    {
        var id = (await AskMethodAsync())["id"];
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await _nobody.ConfirmAsync(id, "wrong");
        }

        Assert.Equal("ticket_exhausted", (await _nobody.ConfirmAsync(id, "dummy-method"))["error_code"]);
    }

    // Weakness of the original: any holder of the id could confirm.
    [Fact]
    public async Task A_users_confirmation_needs_that_users_token()
    {
        var id = await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());
        var code = _anna.LastCode;

        Assert.Equal("does_not_exist", (await _nobody.ConfirmAsync(id, code))["error_code"]);
        Assert.Equal("does_not_exist", (await (await HttpPerson.SignedInAsync(_app)).ConfirmAsync(id, code))["error_code"]);
        (await _anna.ConfirmAsync(id, code)).MustBe(HttpStatusCode.OK);
        (await _nobody.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
        (await _anna.UseAsync(id)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_elses_config_cannot_be_asked()
    {
        var config = await _anna.EnrolConfigAsync();
        var berta = await HttpPerson.SignedInAsync(_app);

        var refused = await berta.AskAsync(new { user_config_id = config, data = new { } });
        var anonymous = await _nobody.AskAsync(new { user_config_id = config, data = new { } });

        Assert.Equal("Object does not exist.", refused.FaultOf("user_config_id"));
        Assert.Equal("Object does not exist.", anonymous.FaultOf("user_config_id"));
    }

    [Fact]
    public async Task A_confirmation_is_used_once_and_for_its_own_action()
    {
        var id = await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());
        (await _anna.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
        await _anna.ConfirmAsync(id, _anna.LastCode);

        var other = await _anna.UseAsync(id, "delete");
        var used = await _anna.UseAsync(id);
        var again = await _anna.UseAsync(id);

        Assert.NotEmpty(other.FaultOf("id"));
        Assert.Equal($$"""{"id":"{{id}}","used":true}""", used.Text);
        Assert.NotEmpty(again.FaultOf("id"));
        Assert.Equal("""{"id":null,"status":null,"is_available":false}""", (await _anna.CheckAsync(id)).Text);
    }

    [Fact]
    public async Task A_confirmation_requested_by_the_route_is_used_in_code()
    {
        var id = await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());
        await _anna.ConfirmAsync(id, _anna.LastCode);

        using var scope = _app.Get<IServiceScopeFactory>().CreateScope();
        var confirmer = scope.ServiceProvider.GetRequiredService<Confirmer>();
        Assert.Null(await confirmer.UseAsync(id, "transfer", "somebody else"));
        Assert.Null(await confirmer.UseAsync(id, "transfer", null));
        var used = await confirmer.UseAsync(id, "transfer", _anna.Id);

        Assert.Equal(("transfer", _anna.Id, "pigeon"), (used!.Action, used.UserId, used.Method));
        Assert.Null(await confirmer.UseAsync(id, "transfer", _anna.Id));
        (await _anna.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
    }

    // Weakness of the original: DELETE left the confirmations behind, as passes of nobody.
    [Fact]
    public async Task A_destroyed_configs_confirmations_are_over()
    {
        var config = await _anna.EnrolConfigAsync();
        var id = await _anna.AskOwnAsync(config);
        await _anna.ConfirmAsync(id, _anna.LastCode);

        await _anna.DestroyAsync(config);

        Assert.False((await _anna.CheckAsync(id)).IsAvailable());
        (await _anna.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
        (await _nobody.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
    }

    // Weakness of the original: a confirmation outlived the pause of its config and was a ready-made pass afterwards.
    [Fact]
    public async Task A_paused_configs_confirmations_are_over_also_when_it_is_active_again()
    {
        var config = await _anna.EnrolConfigAsync();
        var id = await _anna.AskOwnAsync(config);
        await _anna.ConfirmAsync(id, _anna.LastCode);

        await _anna.UpdateAsync(config, new { }, isActive: false);
        await _anna.UpdateAsync(config, new { }, isActive: true);

        (await _anna.UseAsync(id)).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_paused_config_cannot_be_asked()
    {
        var config = await _anna.EnrolConfigAsync(isActive: false);

        var refused = await _anna.AskAsync(new { user_config_id = config, data = new { } });

        Assert.Equal("wrong_config", refused["error_code"]);
        Assert.NotEmpty(refused.FaultOf("user_config_id"));
    }

    [Fact]
    public async Task A_new_password_ends_what_was_asked_and_what_was_answered()
    {
        var id = await _anna.AskOwnAsync(await _anna.EnrolConfigAsync());
        await _anna.ConfirmAsync(id, _anna.LastCode);

        _app.Users.Put(_app.Users.Get(_anna.Id) with { Stamp = "stamp-2" });

        Assert.Equal("""{"id":null,"status":null,"is_available":false}""", (await _nobody.CheckAsync(id)).Text);
    }

    // Weakness of the original: an open route that sends to any address.
    [Fact]
    public async Task An_address_is_not_flooded()
    {
        var statuses = new List<HttpStatusCode>();
        for (var sent = 0; sent < 7; sent++)
        {
            var asked = await _nobody.AskAsync(
                new { method_config_id = await _nobody.OfferedAsync("pigeon"), data = new { email = "victim@example.test" } });
            statuses.Add(asked.Status);
        }

        Assert.Equal(5, _app.Messages.Count("victim@example.test"));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    // Attack: one client that sends one message to each address of a list.
    [Fact]
    public async Task A_client_does_not_send_to_a_list_of_addresses()
    {
        var config = await _nobody.OfferedAsync("pigeon");
        HttpAnswer last = null!;
        for (var sent = 0; sent < 61; sent++)
        {
            last = await _nobody.AskAsync(new { method_config_id = config, data = new { email = $"victim-{sent}@example.test" } });
        }

        last.MustBe(HttpStatusCode.TooManyRequests);
        Assert.NotNull(last.Header("Retry-After"));
        Assert.Equal(60, _app.Messages.All.Count);
    }

    [Fact]
    public async Task Wrong_answers_count_for_the_account_whatever_the_facade()
    {
        var config = await _anna.EnrolConfigAsync();
        var id = await _anna.AskOwnAsync(config);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await _anna.ConfirmAsync(id, Wrong(_anna.LastCode));
        }

        var elsewhere = await _anna.PostAsync("pigeon/deactivate", new { code = "000000" });

        elsewhere.MustBe(HttpStatusCode.TooManyRequests);
        Assert.NotNull(elsewhere.Header("Retry-After"));
    }

    private static string Wrong(string code) => code == "000000" ? "111111" : "000000";

    private async Task<HttpAnswer> AskMethodAsync()
    {
        var asked = await _nobody.AskAsync(new { method_config_id = await _nobody.OfferedAsync("dummy"), data = new { } });
        asked.MustBe(HttpStatusCode.OK);
        return asked;
    }

    private async Task<HttpAnswer> AskAddressAsync(string address)
    {
        var asked = await _nobody.AskAsync(
            new { method_config_id = await _nobody.OfferedAsync("pigeon"), data = new { email = address } });
        asked.MustBe(HttpStatusCode.OK);
        return asked;
    }
}
