extern alias extending;

using Sample = Trench.Demo.Tests.SampleHost<extending::Program>;

namespace Trench.Demo.Tests;

public sealed class ExtendingTests
{
    [Fact]
    public async Task A_protocol_of_ones_own_logs_in_in_two_steps_and_ends_in_a_token_of_ones_own()
    {
        await using var door = await Door.OpenAsync();
        await door.EnrolAsync();

        var waiting = (await door.KnockAsync()).Has(202);
        var code = await door.CodeAsync(mails: 2);
        var pass = (await door.Api.PostAsync("/door/enter", new { ticket = waiting.String("ticket"), code })).Has(200).String("pass");

        Assert.Equal("email", waiting.String("method"));
        Assert.Matches("^[0-9]{8}$", code);
        Assert.Equal("anna is in.", (await door.Api.GetAsync("/hall", pass)).Has(200).Text);
    }

    [Fact]
    public async Task Its_ticket_opens_nothing_through_another_facade()
    {
        await using var door = await Door.OpenAsync();
        await door.EnrolAsync();
        var ticket = (await door.KnockAsync()).Has(202).String("ticket");
        var code = await door.CodeAsync(mails: 2);

        (await door.Api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code = code[..6] })).Has(401);
        (await door.Api.PostAsync("/door/enter", new { ticket, code })).Has(200);
    }

    [Fact]
    public async Task Its_refusals_are_in_its_own_words()
    {
        await using var door = await Door.OpenAsync();

        var refused = (await door.Api.PostAsync("/door/knock", new { name = "anna", password = "wrong-wrong" })).Has(403);

        Assert.Equal("The door stays shut.", refused.String("door"));
    }

    [Fact]
    public async Task The_token_dies_with_its_session()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");

        (await door.Api.PostAsync("/auth/logout", new { }, pass)).Has(204);

        (await door.Api.GetAsync("/hall", pass)).Has(401);
    }

    [Fact]
    public async Task A_sender_of_ones_own_carries_the_codes_of_deux_and_of_drf_jwt_2fa()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");

        (await door.SendAsync(HttpMethod.Put, "/mfa/sms/request", new { phone_number = "48501234567" }, pass)).Has(200);
        var texted = await door.SlipAsync();
        (await door.Api.PostAsync("/jwt/get-code", new { username = "anna", password = Sample.Password })).Has(200);
        var sent = await door.SlipAsync();
        (await door.SendAsync(HttpMethod.Put, "/mfa/sms/verify", new { mfa_code = texted[^6..] }, pass)).Has(200);

        Assert.Matches("^[0-9]{7}$", sent);
    }

    [Fact]
    public async Task A_method_of_ones_own_descriptor_confirms_an_action_of_a_registry_of_ones_own()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");
        var id = await door.EnrolPagerAsync(pass);

        var body = new { user_config_id = id, action = "safe.open", data = new { } };
        var asked = (await door.Api.PostAsync("/2factor/confirmation/request", body, pass)).Has(200).String("id");
        var code = (await door.SlipAsync())[^6..];
        (await door.Api.PostAsync("/2factor/confirmation/confirm", new { id = asked, data = new { code } }, pass)).Has(200);

        Assert.Contains("pager", (await door.Api.PostAsync("/safe/open", new { confirmationId = asked }, pass)).Has(200).Text, StringComparison.Ordinal);
        (await door.Api.PostAsync("/safe/open", new { confirmationId = asked }, pass)).Has(403);
    }

    [Fact]
    public async Task An_action_of_ones_own_takes_a_second_factor_each_time()
    {
        await using var door = await Door.OpenAsync();
        var before = (await door.KnockAsync()).Has(200).String("pass");
        (await door.Api.PostAsync("/vault/ask", new { number = 7 }, before)).Has(409);
        var pass = await door.EnrolAsync();

        var confirmation = (await door.Api.PostAsync("/vault/ask", new { number = 7 }, pass)).Has(200).String("confirmation");
        var code = await door.CodeAsync(mails: 2);
        (await door.Api.PostAsync("/vault/open", new { confirmation, code = "000000" }, pass)).Has(403);

        Assert.Equal(7, (await door.Api.PostAsync("/vault/open", new { confirmation, code }, pass)).Has(200)["open"]!.GetValue<int>());
        (await door.Api.PostAsync("/vault/open", new { confirmation, code }, pass)).Has(403);
    }
}
