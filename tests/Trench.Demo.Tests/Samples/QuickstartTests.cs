extern alias quickstart;


namespace Trench.Demo.Tests;

public sealed class QuickstartTests
{
    [ComponentFact(Component.Oathtool)]
    public async Task The_quickstart_enrols_an_app_and_says_hello_after_two_steps()
    {
        await using var files = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var host = new SampleHost<quickstart::Program>(files);
        var api = host.CreateApi();
        var anna = new { username = "anna", email = "anna@example.com", password = SampleHost<quickstart::Program>.Password };
        (await api.PostAsync("/register", anna)).Has(201);
        var token = await SampleHost<quickstart::Program>.LogInAsync(api, "access");
        var clock = new MovableClock();
        var app = AuthenticatorApp.Read(await api.PostAsync("/auth/app/activate", new { }, token), clock);

        (await api.PostAsync("/auth/app/activate/confirm", new { code = await app.CodeAsync() }, token)).Has(200);
        var ticket = await SampleHost<quickstart::Program>.LogInAsync(api, "ephemeral_token");
        var answer = await api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code = await app.NextCodeAsync() });
        var hello = await api.GetAsync("/hello", answer.Has(200).String("access"));

        Assert.StartsWith("Hello anna,", hello.Has(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quickstart_says_hello_to_nobody_without_a_token()
    {
        await using var files = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var host = new SampleHost<quickstart::Program>(files);

        (await host.CreateApi().GetAsync("/hello")).Has(401);
    }
}
