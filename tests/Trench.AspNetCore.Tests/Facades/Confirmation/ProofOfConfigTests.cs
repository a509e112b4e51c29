using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Attacks on configs that the original let pass.</summary>
public sealed class ProofOfConfigTests : IAsyncLifetime
{
    private static readonly TimeSpan SinceAProof = TimeSpan.FromMinutes(5.5);

    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await ConfirmationApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    // Attack: address A is confirmed with a code that was sent to address B.
    [Fact]
    public async Task A_config_is_not_proven_by_a_confirmation_of_another_address()
    {
        var created = await _anna.CreateAsync("pigeon", new { email = "a@example.test" });
        var other = await _anna.AskAsync(
            new { method_config_id = await _anna.OfferedAsync("pigeon"), data = new { email = "b@example.test" } });

        var refused = await _anna.ConfirmOwnAsync(created.ItemId(), other["id"], _app.Messages.Last("b@example.test").Code);

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("wrong_config", refused["error_code"]);
        Assert.Equal("User config can not be confirmed with this confirmation.", refused.FaultOf("non_field_errors"));
    }

    [Fact]
    public async Task A_config_is_not_proven_by_the_confirmation_of_another_config()
    {
        var first = await _anna.CreateAsync("pigeon", new { email = "a@example.test" });
        var second = await _anna.CreateAsync("dove", new { email = "b@example.test" });

        var refused = await _anna.ConfirmOwnAsync(first.ItemId(), second["confirmation_id"], _app.Messages.Last("b@example.test").Code);

        Assert.Equal("wrong_config", refused["error_code"]);
    }

    [Fact]
    public async Task A_paused_config_is_named_as_what_is_wrong_with_its_open_confirmation()
    {
        var config = await _anna.EnrolConfigAsync();
        var id = await _anna.AskOwnAsync(config);
        var code = _anna.LastCode;
        await _anna.UpdateAsync(config, new { }, isActive: false);

        var refused = await _anna.ConfirmAsync(id, code);

        Assert.Equal("wrong_config", refused["error_code"]);
        Assert.Equal("Can not be confirmed with unavailable config.", refused.FaultOf("id"));
    }

    // Attack: a changed address is proven by whoever holds the confirmation, where no session is asked for.
    [Fact]
    public async Task W7_The_confirmation_of_a_changed_address_is_answered_at_its_config_only()
    {
        var config = await _anna.EnrolConfigAsync();
        var changed = await _anna.UpdateAsync(config, new { email = "b@example.test" });
        var code = _app.Messages.Last("b@example.test").Code;

        var refused = await HttpPerson.New(_app).ConfirmAsync(changed["confirmation_id"], code);

        Assert.Equal("wrong_config", refused["error_code"]);
        (await _anna.ConfirmOwnAsync(config, changed["confirmation_id"], code)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_confirmation_of_an_earlier_address_proves_no_later_one()
    {
        var created = await _anna.CreateAsync("pigeon", new { email = "a@example.test" });
        var old = (created["confirmation_id"], _app.Messages.Last("a@example.test").Code);

        var changed = await _anna.UpdateAsync(created.ItemId(), new { email = "b@example.test" });

        Assert.Equal("ticket_expired", (await _anna.ConfirmOwnAsync(created.ItemId(), old.Item1, old.Code))["error_code"]);
        (await _anna.ConfirmOwnAsync(created.ItemId(), changed["confirmation_id"], _app.Messages.Last("b@example.test").Code))
            .MustBe(HttpStatusCode.OK);
    }

    // Attack: a stolen session, some time after the login, takes the second factor away.
    [Fact]
    public async Task Pausing_and_destroying_need_a_proof()
    {
        var id = await EnrolAndWaitAsync();

        (await _anna.UpdateAsync(id, new { }, isActive: false)).MustBe(HttpStatusCode.Forbidden);
        (await _anna.UpdateAsync(id, new { email = "thief@example.test" }, isDefault: true)).MustBe(HttpStatusCode.Forbidden);
        (await _anna.CreateAsync("dove", new { email = "thief@example.test" })).MustBe(HttpStatusCode.Forbidden);
        var refused = await _anna.DestroyAsync(id);

        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", refused["error_code"]);
        Assert.Equal(0, _app.Messages.Count("thief@example.test"));
        Assert.Equal("085-confirmed", (await _anna.ConfigsAsync())[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_code_is_as_good_a_proof_and_a_wrong_one_is_none()
    {
        var secret = await _anna.EnrolTokenAsync();
        var id = (await _anna.ConfigsAsync())[0].GetProperty("id").GetString()!;
        await WaitAsync(SinceAProof);

        var wrong = await _anna.DestroyAsync(id, "000000");
        Assert.Equal("Code invalid or expired.", wrong.FaultOf("code"));
        (await _anna.DestroyAsync(id, _anna.CodeOf(secret))).MustBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_changes_nothing_needs_no_proof()
    {
        var id = await EnrolAndWaitAsync();

        (await _anna.UpdateAsync(id, new { }, isDefault: true)).MustBe(HttpStatusCode.OK);
    }

    // Weakness of the original: a changed config was no second factor until it was confirmed.
    [Fact]
    public async Task While_a_change_awaits_its_proof_the_old_config_is_asked()
    {
        var id = await _anna.EnrolConfigAsync();
        await _anna.UpdateAsync(id, new { email = "new@example.test" }, isDefault: true);
        var login = await _anna.LogInAsync();

        var asked = await _anna.AskAsync(new { user_config_id = id, data = new { }, ephemeral_token = login["ephemeral_token"] });

        asked.MustBe(HttpStatusCode.OK);
        Assert.Equal(_anna.Address, _app.Messages.All[^1].Recipient);
    }

    // Weakness of the original: the confirmation of an enrolment that was made inactive stayed, and was a login pass when it was activated.
    [Fact]
    public async Task What_proved_an_inactive_config_signs_nobody_in()
    {
        var created = await _anna.CreateAsync("pigeon", isActive: false);
        var confirmed = await _anna.ConfirmOwnAsync(created.ItemId(), created["confirmation_id"], _anna.LastCode);
        Assert.False(confirmed.IsAvailable());
        Assert.True((await _anna.LogInAsync()).Body.GetProperty("authenticated").GetBoolean());

        await _anna.UpdateAsync(created.ItemId(), new { }, isActive: true);

        Assert.Equal("Wrong confirmation.", (await _anna.LogInAsync(created["confirmation_id"]))["confirmation_id"]);
        Assert.False((await _anna.LogInAsync()).Body.GetProperty("authenticated").GetBoolean());
    }

    // Weakness of the original: the row was there before its confirmation was sent.
    [Fact]
    public async Task A_config_whose_message_is_refused_is_answered_so()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.FailedForGood("no such mailbox"));

        var refused = await _anna.CreateAsync("pigeon");

        refused.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("delivery_failed", refused["error_code"]);
        Assert.DoesNotContain("mailbox", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_config_is_new_and_an_update_asks_again()
    {
        var created = await _anna.CreateAsync("pigeon");
        await WaitAsync(TimeSpan.FromMinutes(11));
        Assert.Equal("015-new", (await _anna.ConfigsAsync())[0].GetProperty("status").GetString());

        var updated = await _anna.UpdateAsync(created.ItemId(), new { });

        Assert.Equal("025-in_process", updated.ItemStatus());
        (await _anna.ConfirmOwnAsync(created.ItemId(), updated["confirmation_id"], _anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Configs_that_nobody_proves_do_not_pile_up()
    {
        for (var number = 0; number < 9; number++)
        {
            (await _anna.CreateAsync("dummy", new { code = "secret" })).MustBe(HttpStatusCode.OK);
        }

        Assert.Equal(5, (await _anna.ConfigsAsync()).Count);
    }

    [Fact]
    public async Task A_config_is_an_enrolment_and_an_enrolment_a_config()
    {
        await _anna.EnrolAsync("dove");
        await _anna.EnrolConfigAsync();

        Assert.Equal(
            ["dove", "pigeon"],
            (await _anna.ConfigsAsync()).Select(config => config.GetProperty("method_config").GetProperty("method").GetString()).Order());
        var methods = (await _anna.GetAsync("mfa/user-active-methods")).Body.EnumerateArray().Select(method => method.GetProperty("name").GetString());
        Assert.Equal(["dove", "pigeon"], methods.Order());
        (await _anna.AnswerAsync(await _anna.TicketAsync(), _anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    private async Task<string> EnrolAndWaitAsync()
    {
        var id = await _anna.EnrolConfigAsync();
        await WaitAsync(SinceAProof);
        return id;
    }

    // Access tokens live five minutes, so the session is continued on the way.
    private async Task WaitAsync(TimeSpan time)
    {
        var step = TimeSpan.FromMinutes(4.5);
        for (var left = time; left > TimeSpan.Zero; left -= step)
        {
            _app.Clock.Advance(left < step ? left : step);
            _anna.Keep(await _anna.PostAsync("token/refresh", new { refresh = _anna.Refresh }));
        }
    }
}
