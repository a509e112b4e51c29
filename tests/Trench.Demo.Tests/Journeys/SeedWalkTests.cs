namespace Trench.Demo.Tests;

/// <summary>
/// The walk that django-trench's documentation of 0.2 makes with curl ("Basic usage"), and the rest of its endpoints: forms, slashes and the
/// header <c>JWT</c> as they are written there, against the demo as a process. One difference: there the code for the login comes from
/// <c>code/request</c>, here that of the login does; a code that was sent for a change opens no login.
/// </summary>
public sealed class SeedWalkTests : IAsyncLifetime
{
    private Curl _curl = null!;

    public async Task InitializeAsync()
    {
        _curl = await Curl.StartAsync();
        const string user = "username=admin&password=yourpassword&email=admin@example.com&phone_number=%2B48500100200";
        (await _curl.PostAsync("/auth/users/", user)).Has(201);
    }

    public async Task DisposeAsync() => await _curl.DisposeAsync();

    [Fact]
    public async Task Mail_is_enrolled_and_completes_the_login()
    {
        var token = await LogInAsync();
        (await _curl.PostAsync("/auth/email/activate/", "method=email", token)).Has(200);
        var code = await _curl.MailedAsync("admin@example.com");
        Assert.NotEmpty((await _curl.PostAsync("/auth/email/activate/confirm/", $"code={code}", token)).Has(200).BackupCodes);

        var asked = (await _curl.PostAsync("/auth/login/", "username=admin&password=yourpassword")).Has(200);
        Assert.Equal(("email", "[]"), (asked.String("method"), asked["other_methods"]!.ToJsonString()));
        var login = await _curl.MailedAsync("admin@example.com");
        Assert.Equal(
            "Email message with MFA code has been sent.",
            (await _curl.PostAsync("/auth/code/request/", "method=email", token)).Has(200).String("details"));

        var answer = await _curl.PostAsync("/auth/login/code/", $"code={login}&ephemeral_token={asked.String("ephemeral_token")}");
        Assert.NotEmpty(answer.Has(200).String("token"));
    }

    [ComponentFact(Component.Oathtool)]
    public async Task Every_other_endpoint_of_the_documentation_does_what_it_says()
    {
        var token = await LogInAsync();
        (await _curl.PostAsync("/auth/sms_twilio/activate/", "method=sms_twilio", token)).Has(200);
        var sms = await _curl.MailedAsync("+48500100200");
        (await _curl.PostAsync("/auth/sms_twilio/activate/confirm/", $"code={sms}", token)).Has(200);
        var link = (await _curl.PostAsync("/auth/app/activate/", "method=app", token)).Has(200).String("qr_link");
        var app = await Oathtool.TotpAsync(link.Split("secret=")[1].Split('&')[0], TimeProvider.System.GetUtcNow());
        var codes = (await _curl.PostAsync("/auth/app/activate/confirm/", $"code={app}", token)).Has(200).BackupCodes;

        codes = (await _curl.PostAsync("/auth/mfa/codes/regenerate/", $"method=app&code={codes[0]}", token)).Has(200).BackupCodes;
        (await _curl.PostAsync("/auth/mfa/change-primary-method/", $"method=app&code={codes[0]}", token)).Has(204);
        Assert.Equal(["app", "sms_twilio"], (await _curl.MethodsAsync(token)).Select(method => method.Name));
        (await _curl.PostAsync("/auth/app/deactivate/", $"code={codes[1]}&new_primary_method=sms_twilio", token)).Has(204);
        Assert.Equal([("sms_twilio", true)], await _curl.MethodsAsync(token));

        (await _curl.PostAsync("/auth/logout/", "", token)).Has(204);
        (await _curl.PostAsync("/auth/code/request/", "method=sms_twilio", token)).Has(401);
    }

    private async Task<string> LogInAsync() =>
        (await _curl.PostAsync("/auth/login/", "username=admin&password=yourpassword")).Has(200).String("token");
}
