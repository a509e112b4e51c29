namespace Trench.AspNetCore.Tests;

/// <summary>Every refusal on every route has a status and a body.</summary>
public sealed class DeuxDialectTests
{
    public static TheoryData<RefusalKind> Kinds => [.. Enum.GetValues<RefusalKind>()];

    private static DeuxRoute[] Routes =>
    [
        DeuxRoutes.Status, DeuxRoutes.Disable, DeuxRoutes.Request, DeuxRoutes.Verify, DeuxRoutes.Recovery, DeuxRoutes.Login, DeuxRoutes.Token,
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_has_words_on_every_route(RefusalKind kind) => Assert.All(Routes, route =>
    {
        var fault = DeuxDialect.Translate(new Refusal(kind), route);

        Assert.True(fault.Status is (>= 400 and < 500) or 503);
        Assert.Equal(ErrorCode.Of(kind), fault.ErrorCode);
        Assert.True(fault.Text is { Key.Length: > 0 } || fault.Fields.Count > 0);
        Assert.Equal(fault.Status is 429 or 503, fault.RetryAfterSeconds is > 0);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_of_the_token_endpoint_has_an_error_of_the_specification(RefusalKind kind)
    {
        var fault = OAuthDialect.Reword(OAuthDialect.Translate(new Refusal(kind), DeuxRoutes.Token));

        Assert.Contains(fault.GrantError, (string[])["invalid_request", "invalid_grant", "temporarily_unavailable"]);
        Assert.NotNull(fault.Text);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("https://example.com/auth#x")]
    public void A_scope_is_printable_ascii(string scope) => Assert.True(OAuthScope.IsToken(scope));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("é")]
    public void Anything_else_is_none(string scope) => Assert.False(OAuthScope.IsToken(scope));
}
