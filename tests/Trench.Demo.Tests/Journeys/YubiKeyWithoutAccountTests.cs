namespace Trench.Demo.Tests;

/// <summary>The demo as it is started the first time: no account anywhere.</summary>
[Collection(DemoTests.Name)]
public sealed class YubiKeyWithoutAccountTests(DemoHosts hosts)
{
    [Fact]
    public async Task The_method_is_listed_and_no_password_is_good()
    {
        var anna = await Person.RegisterAsync(await hosts.OnAsync(Database.Sqlite));

        Assert.Contains("\"app\",\"yubi\"", (await anna.Api.GetAsync("/auth/mfa/config")).Has(200).Text, StringComparison.Ordinal);
        (await anna.PostAsync("/auth/yubi/activate", new { })).Has(200);
        (await anna.PostAsync("/auth/yubi/activate/confirm", new { code = "123456" })).Has(400);
        (await anna.PostAsync("/auth/yubi/activate/confirm", new { code = SoftYubiKey.New().Press() })).Has(400);
        Assert.Empty(await anna.MethodsAsync());
    }
}
