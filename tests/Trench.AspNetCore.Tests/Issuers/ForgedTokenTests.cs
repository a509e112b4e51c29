using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class ForgedTokenTests : IAsyncLifetime
{
    private const string Protected = "mfa/user-active-methods";

    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_ticket_authenticates_nothing()
    {
        var (ben, _) = await HttpPerson.EnrolledAsync(_app);
        var ticket = await ben.TicketAsync();

        (await GetAsync("Bearer " + ticket)).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.PostAsync("token/refresh", new { refresh = ticket })).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token() =>
        (await GetAsync("Bearer " + _anna.Refresh)).MustBe(HttpStatusCode.Unauthorized);

    [Fact]
    public void A_token_says_what_it_is_for_whom_and_how_the_user_signed_in()
    {
        var token = new JsonWebToken(_anna.Access);
        var claims = JsonDocument.Parse(Base64(token.EncodedPayload)).RootElement;

        Assert.Equal(("at+jwt", "HS256"), (token.Typ, token.Alg));
        Assert.Equal(_anna.Id, claims.GetProperty("sub").GetString());
        Assert.Equal(_anna.Id, claims.GetProperty("user_id").GetString());
        Assert.Equal(_anna.Name, claims.GetProperty("username").GetString());
        Assert.Equal("access", claims.GetProperty("token_type").GetString());
        Assert.Equal(["pwd"], HttpPerson.Texts(claims.GetProperty("amr")));
        Assert.Equal(_app.Clock.Now.ToUnixTimeSeconds(), claims.GetProperty("auth_time").GetInt64());
        Assert.Equal(_app.Clock.Now.AddMinutes(5).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.All(["sid", "jti", "iat", "acr", "iss", "aud"], name => Assert.True(claims.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task A_token_with_another_algorithm_key_type_or_content_is_refused()
    {
        // Attack: forging a token from the parts of a good one.
        var parts = _anna.Access!.Split('.');
        string[] forged =
        [
            $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            $"{Encoded("""{"alg":"NoNe","typ":"at+jwt"}""")}.{parts[1]}.{parts[2]}",
            $"{Encoded("""{"alg":"HS512","typ":"at+jwt"}""")}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{Encoded("""{"sub":"1","exp":4102444800}""")}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            $"{parts[0]}.{parts[1]}.",
            Sealed(Codes.Bytes(32), "at+jwt", new JwtOptions()),
            Sealed(_app.Get<MasterKey>().Derive("jwt/access"), "JWT", new JwtOptions()),
            Sealed(_app.Get<MasterKey>().Derive("jwt/access"), "at+jwt", new JwtOptions { Audience = "other" }),
            Sealed(_app.Get<MasterKey>().Derive("jwt/access"), "at+jwt", new JwtOptions { Issuer = "other" }),
        ];

        foreach (var token in forged)
        {
            (await GetAsync("Bearer " + token)).MustBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_token_of_another_user_for_this_session_is_refused()
    {
        var sessionId = new JsonWebToken(_anna.Access).GetPayloadValue<string>("sid");
        var claims = new Dictionary<string, object> { ["sid"] = sessionId, ["sub"] = "somebody" };
        var seal = new JwtSeal(_app.Get<MasterKey>().DeriveAll("jwt/access"), "at+jwt", new JwtOptions(), _app.Clock);

        (await GetAsync("Bearer " + seal.Sign(claims, _app.Clock.Now.AddMinutes(5)))).MustBe(HttpStatusCode.Unauthorized);
    }

    private Task<HttpAnswer> GetAsync(string authorization) => _anna.SendAsync(HttpMethod.Get, Protected, authorization: authorization);

    // The claims of the good token, sealed otherwise.
    private string Sealed(byte[] key, string type, JwtOptions options)
    {
        var good = new JsonWebToken(_anna.Access);
        var claims = new Dictionary<string, object> { ["sid"] = good.GetPayloadValue<string>("sid"), ["sub"] = good.Subject };
        return new JwtSeal([key], type, options, _app.Clock).Sign(claims, _app.Clock.Now.AddMinutes(5));
    }

    private static string Encoded(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static byte[] Base64(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
