namespace Trench.AspNetCore.Tests;

/// <summary>Every refusal on every route has a status and a body.</summary>
public sealed class TrenchDialectTests
{
    public static TheoryData<RefusalKind> Kinds => [.. Enum.GetValues<RefusalKind>()];

    private static TrenchRoute[] Routes =>
    [
        TrenchRoutes.Login, TrenchRoutes.LoginCode, TrenchRoutes.LoginResend, TrenchRoutes.Activate, TrenchRoutes.Confirm,
        TrenchRoutes.Deactivate, TrenchRoutes.Regenerate, TrenchRoutes.RequestCode, TrenchRoutes.ChangePrimary,
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_has_words_on_every_route(RefusalKind kind) => Assert.All(Routes, route =>
    {
        var fault = TrenchDialect.Translate(new Refusal(kind), route);

        Assert.True(fault.Status is (>= 400 and < 500) or 503);
        Assert.Equal(ErrorCode.Of(kind), fault.ErrorCode);
        Assert.True(fault.Text is { Key.Length: > 0 } || fault.Fields.Count > 0);
        Assert.Equal(fault.Status is 429 or 503, fault.RetryAfterSeconds is > 0);
    });

    [Fact]
    public void No_two_refusals_share_a_machine_code() =>
        Assert.Equal(Enum.GetValues<RefusalKind>().Length, Enum.GetValues<RefusalKind>().Select(ErrorCode.Of).Distinct().Count());

    [Fact]
    public void A_wait_is_told_in_whole_seconds_rounded_up()
    {
        var refusal = new Refusal(RefusalKind.Locked) { RetryAfter = TimeSpan.FromSeconds(29.1) };

        var fault = TrenchDialect.Translate(refusal, TrenchRoutes.LoginCode);

        Assert.Equal(429, fault.Status);
        Assert.Equal(30, fault.RetryAfterSeconds);
        Assert.Equal("Request was throttled. Expected available in 30 seconds.", fault.Text?.ToString());
    }

    [Fact]
    public void A_dispatchers_own_words_reach_the_user()
    {
        var refusal = new Refusal(RefusalKind.DeliveryRefused) { PublicMessage = "No pigeon today." };

        var fault = TrenchDialect.Translate(refusal, TrenchRoutes.Activate);

        Assert.Equal((422, "details", "No pigeon today."), (fault.Status, fault.Key, fault.Text?.ToString()));
    }

    [Theory]
    [InlineData(RefusalKind.MethodUnknown, "code", "Requested MFA method does not exist.")]
    [InlineData(RefusalKind.MethodNotActive, "code", "2FA is not enabled.")]
    public void With_a_code_a_fault_of_the_method_is_told_under_the_code(RefusalKind kind, string member, string text)
    {
        var fault = TrenchDialect.Translate(new Refusal(kind), TrenchRoutes.Deactivate.With(Field.Of("123456"), isDemanded: true));

        Assert.Equal([text], fault.Fields[member]);
    }

    [Theory]
    [InlineData(RefusalKind.MethodUnknown, "Requested MFA method does not exist.")]
    [InlineData(RefusalKind.MethodNotActive, "2FA is not enabled.")]
    public void Without_a_code_where_none_is_demanded_it_is_told_under_error(RefusalKind kind, string text)
    {
        var fault = TrenchDialect.Translate(new Refusal(kind), TrenchRoutes.Deactivate.With(Field.Absent, isDemanded: false));

        Assert.Equal(("error", text), (fault.Key, fault.Text));
    }
}
