using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Asking for the code of a new method.</summary>
public sealed class DeuxRequestTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private DeuxPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync();
        _anna = await DeuxPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task D12_A_request_sends_one_code_and_answers_the_number_that_waits()
    {
        var answer = await _anna.RequestAsync(_anna.Phone);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal($$"""{"enabled":false,"phone_number":"{{_anna.Phone}}"}""", answer.Text);
        Assert.Equal(answer.Text, (await _anna.StatusAsync()).Text);
        Assert.Equal(1, _anna.Messages);
        Assert.Equal($"Two Factor Authentication Code: {_anna.LastCode}", _app.Messages.Last("+" + _anna.Phone).Text); // D26
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Both_verbs_ask_with_or_without_a_slash_in_every_encoding(string verb)
    {
        HttpContent[] contents =
        [
            new FormUrlEncodedContent([KeyValuePair.Create("phone_number", _anna.Phone)]),
            new MultipartFormDataContent { { new StringContent(_anna.Phone), "phone_number" } },
            HttpPerson.JsonText($$"""{"phone_number":"{{_anna.Phone}}"}"""),
        ];

        foreach (var content in contents)
        {
            (await _anna.SendAsync(new HttpMethod(verb), "/sms/request", content)).MustBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Another_verb_is_405() =>
        (await _anna.SendAsync(HttpMethod.Post, "/sms/request/")).MustBe(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task D8_D14_What_is_enabled_already_is_refused_in_a_list()
    {
        await _anna.EnrolAsync();

        var requested = await _anna.RequestAsync(_anna.Phone);
        var verified = await _anna.VerifyAsync("123456");

        requested.MustBe(HttpStatusCode.BadRequest);
        verified.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Two factor authentication is already enabled.", requested.FaultOf("detail"));
        Assert.Equal("Two factor authentication is already enabled.", verified.FaultOf("detail"));
    }

    [Theory]
    [InlineData("{}", "This field is required.")] // D9
    [InlineData("""{"phone_number":null}""", "This field may not be null.")] // D37
    [InlineData("""{"phone_number":""}""", "This field may not be blank.")] // D37
    [InlineData("""{"phone_number":14085862744}""", "Not a valid string.")]
    [InlineData("""{"phone_number":"123456"}""", "Please enter a valid phone number.")] // D10 D37
    [InlineData("""{"phone_number":"1234567890123456"}""", "Please enter a valid phone number.")] // D37
    [InlineData("""{"phone_number":"1-408-586-2744"}""", "Please enter a valid phone number.")] // D37
    [InlineData("""{"phone_number":"abcdefghij"}""", "Please enter a valid phone number.")] // D37
    [InlineData("""{"phone_number":"+14085862744"}""", "Please enter a valid phone number.")]
    [InlineData("""{"phone_number":"14085862744\n"}""", "Please enter a valid phone number.")]
    [InlineData("""{"phone_number":"\u0661\u0664\u0660\u0668\u0665\u0668\u0666"}""", "Please enter a valid phone number.")]
    public async Task A_number_that_is_none_is_refused_and_nothing_is_sent(string json, string text)
    {
        foreach (var verb in new[] { HttpMethod.Put, HttpMethod.Patch })
        {
            var answer = await _anna.SendAsync(verb, "/sms/request/", HttpPerson.JsonText(json));

            answer.MustBe(HttpStatusCode.BadRequest);
            Assert.Equal(text, answer.FaultOf("phone_number"));
        }

        Assert.Empty(_app.Messages.All);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("123456789012345")]
    public void D36_Seven_to_fifteen_digits_are_a_number(string number) => Assert.True(DeuxPhone.IsNumber(number));

    [Fact]
    public async Task D11_What_the_sender_says_no_with_is_shown_and_nothing_waits()
    {
        _app.Messages.Answer = (_, _) => throw new DeliveryRefusedException("Not on a Sunday.");

        var answer = await _anna.RequestAsync(_anna.Phone);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Not on a Sunday.", answer["detail"]);
        Assert.Equal("""{"enabled":false}""", (await _anna.StatusAsync()).Text);
    }

    [Fact]
    public async Task D27_A_number_that_the_provider_refuses_is_no_valid_number()
    {
        _app.Messages.Answer = (_, _) => Task.FromResult(Delivery.RefusedTarget("The phone number cannot receive messages."));

        var answer = await _anna.RequestAsync(_anna.Phone);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Please enter a valid phone number.", answer["detail"]);
    }

    [Fact]
    public async Task D28_Any_other_failure_is_told_without_the_providers_words()
    {
        _app.Messages.Answer = (_, _) => throw new InvalidOperationException("ACCOUNT SUSPENDED");

        var answer = await _anna.RequestAsync(_anna.Phone);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("""{"detail":"SMS failed to send.","error_code":"delivery_failed"}""", answer.Text);
        Assert.Equal("""{"enabled":false}""", (await _anna.StatusAsync()).Text);
    }

    // Attack: the code sent to the own number confirms another one.
    [Fact]
    public async Task A_code_sent_to_one_number_does_not_confirm_another()
    {
        await _anna.RequestAsync(_anna.Phone);
        var code = _anna.LastCode;
        (await _anna.RequestAsync("15550000001")).MustBe(HttpStatusCode.OK);

        var answer = await _anna.VerifyAsync(code);

        Assert.Equal(
            code == _app.Messages.Last("+15550000001").Code ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
    }

    // Attack: a stolen session adds the thief's number.
    [Fact]
    public async Task Beside_an_active_method_a_new_one_takes_a_proof()
    {
        await _anna.EnrolAsync();
        var backupCode = await _anna.BackupCodeAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(6));

        var refused = await _anna.PutAsync("/pigeon/request", new { });
        var proven = await _anna.PutAsync("/pigeon/request", new { code = backupCode });

        refused.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("fresh_proof_required", refused["error_code"]);
        proven.MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_method_that_delivers_has_the_routes()
    {
        var address = _app.Users.Get(_anna.Id).Fields["Email"];

        var requested = await _anna.PutAsync("/pigeon/request/", new { });
        var verified = await _anna.PutAsync("/pigeon/verify/", new { mfa_code = _app.Messages.Last(address).Code });

        Assert.Equal($$"""{"enabled":false,"email":"{{address}}"}""", requested.Text);
        Assert.Equal($$"""{"enabled":true,"challenge_type":"pigeon","email":"{{address}}"}""", verified.Text);
    }

    [Theory]
    [InlineData("abc")] // D35
    [InlineData("SMS")] // D35
    [InlineData("123")] // D35
    [InlineData("token")]
    public async Task A_method_that_is_none_or_sends_nothing_is_404(string method)
    {
        (await _anna.PutAsync($"/{method}/request/", new { phone_number = _anna.Phone })).MustBe(HttpStatusCode.NotFound);
        (await _anna.PutAsync($"/{method}/verify/", new { mfa_code = "123456" })).MustBe(HttpStatusCode.NotFound);
    }
}
