namespace Trench.AspNetCore.Tests;

/// <summary>Every refusal on every route has a status and a body.</summary>
public sealed class CodeTokenDialectTests
{
    public static TheoryData<RefusalKind> Kinds => [.. Enum.GetValues<RefusalKind>()];

    private static CodeTokenRoute[] Routes =>
        [CodeTokenRoutes.GetCode, CodeTokenRoutes.Auth, CodeTokenRoutes.TotpSetup, CodeTokenRoutes.TotpConfirm, CodeTokenRoutes.Preference];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_has_words_and_both_codes_on_every_route(RefusalKind kind) => Assert.All(Routes, route =>
    {
        var fault = CodeTokenDialect.WithCode(CodeTokenDialect.Translate(new Refusal(kind), route));

        Assert.True(fault.Status is (>= 400 and < 500) or 501 or 503);
        Assert.Equal(ErrorCode.Of(kind), fault.ErrorCode);
        Assert.True(fault is { Text: not null, TokenCode: not null } || fault.Fields.Count > 0);
        Assert.Equal(fault.Status is 429 or 503, fault.RetryAfterSeconds is > 0);
    });

    [Theory]
    [InlineData(RefusalKind.TargetRequired, false, "No address known")]
    [InlineData(RefusalKind.TargetRequired, true, "No e-mail address known")]
    [InlineData(RefusalKind.DeliveryFailed, false, "Unknown error")]
    [InlineData(RefusalKind.DeliveryFailed, true, "Unable to send e-mail")]
    [InlineData(RefusalKind.DeliveryRefused, true, "Unable to send e-mail")]
    public void What_could_not_be_sent_is_told_in_the_words_of_its_channel(RefusalKind kind, bool byEmail, string why)
    {
        var fault = CodeTokenDialect.NotSent(new Refusal(kind), byEmail);

        Assert.Equal((501, "Verification code sending failed: " + why), (fault.Status, fault.Text?.ToString()));
    }
}
