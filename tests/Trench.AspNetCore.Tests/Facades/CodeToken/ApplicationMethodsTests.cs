using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>What the application keeps of its users' methods by itself.</summary>
public sealed class ApplicationMethodsTests : IAsyncLifetime
{
    private readonly Keeper _keeper = new();
    private HttpApp _app = null!;
    private CodeTokenPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await CodeTokenApp.StartAsync(
            new Dictionary<string, string?>
            {
                ["TOTP_SECRET_GETTER"] = typeof(Secrets).FullName,
                ["PREFERRED_2FA_METHOD_GETTER"] = typeof(Preferences).FullName,
                ["TRUSTED_2FA_METHODS"] = "code-sender,totp,no-2fa",
            },
            add: trench => trench.Services.AddSingleton(_keeper));
        _anna = CodeTokenPerson.New(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task J49_a_secret_of_the_application_is_asked_and_each_code_is_good_once()
    {
        _keeper.Secret = Codes.Bytes(20);
        var code = _anna.CodeOf(Convert.ToHexString(_keeper.Secret));

        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), code)).MustBe(HttpStatusCode.OK);
        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), code)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_secret_takes_the_place_of_the_first_and_none_removes_it()
    {
        _keeper.Secret = Codes.Bytes(20);
        await _anna.CodeTokenAsync();
        _keeper.Secret = Codes.Bytes(20);

        (await _anna.AuthAsync(await _anna.CodeTokenAsync(), _anna.CodeOf(Convert.ToHexString(_keeper.Secret)))).MustBe(HttpStatusCode.OK);
        _keeper.Secret = null;
        Assert.Equal("code-sender", await AskedByAsync());
        Assert.Empty((await _app.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    // Attack: the code of an empty secret, which an application may have for "none", is anybody's to compute.
    [Fact]
    public async Task J49_an_empty_secret_of_the_application_is_none()
    {
        _keeper.Secret = [];

        Assert.Equal("code-sender", await AskedByAsync());
        Assert.Empty((await _app.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    [Fact]
    public async Task J52_a_secret_that_can_be_guessed_signs_nobody_in()
    {
        _keeper.Secret = Codes.Bytes(9);

        Assert.Equal("2fa_not_configured", (await _anna.GetCodeAsync())["code"]);
        Assert.Contains("Error TOTP_SECRET_GETTER returned a secret of less than 80 bits", _app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J49_the_preference_of_the_application_says_what_is_asked()
    {
        _keeper.Secret = Codes.Bytes(20);
        Assert.Equal("totp", await AskedByAsync());

        _keeper.Preference = "code-sender";
        Assert.Equal("code-sender", await AskedByAsync());
        _keeper.Preference = "totp";
        Assert.Equal("totp", await AskedByAsync());
    }

    [Fact]
    public async Task The_preference_no_2fa_gives_tokens_at_once_where_it_is_trusted()
    {
        _keeper.Preference = "no-2fa";

        Assert.NotEmpty((await _anna.GetCodeAsync())["access"]);
    }

    [Theory]
    [InlineData("totp")]
    [InlineData("pigeon")]
    public async Task J41_a_preference_that_cannot_be_met_is_403(string preference)
    {
        _keeper.Preference = preference;

        Assert.Equal("2fa_not_configured", (await _anna.GetCodeAsync())["code"]);
    }

    [Fact]
    public async Task J41_an_unknown_method_is_somebodys_to_fix()
    {
        _keeper.Preference = "pigeon";

        await _anna.GetCodeAsync();

        Assert.Contains("Error PREFERRED_2FA_METHOD_GETTER returned no known method", _app.Log.Text, StringComparison.Ordinal);
    }

    private async Task<string?> AskedByAsync() =>
        CodeTokenPerson.ClaimsOf(await _anna.CodeTokenAsync()).GetProperty("typ").GetString();

    internal sealed class Keeper
    {
        public byte[]? Secret { get; set; }

        public string? Preference { get; set; }
    }

    internal sealed class Secrets(Keeper keeper) : ITotpSecretGetter
    {
        public Task<byte[]?> FindAsync(MfaUser user, CancellationToken cancellationToken) => Task.FromResult(keeper.Secret);
    }

    internal sealed class Preferences(Keeper keeper) : IPreferredMethodGetter
    {
        public Task<string?> FindAsync(MfaUser user, CancellationToken cancellationToken) => Task.FromResult(keeper.Preference);
    }
}
