namespace Trench.AspNetCore.Tests;

public sealed class ConfirmationDialectTests
{
    public static TheoryData<RefusalKind> Kinds => [.. Enum.GetValues<RefusalKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_has_a_4xx_or_503_and_words(RefusalKind kind)
    {
        foreach (var route in new[] { ConfirmationRoutes.Confirm, ConfirmationRoutes.Create, ConfirmationRoutes.Login, ConfirmationRoutes.Update })
        {
            var fault = ConfirmationDialect.Translate(new Refusal(kind), route);

            Assert.True(fault.Status is (>= 400 and < 500) or 503, $"{kind}: {fault.Status}");
            Assert.True(fault.Text is not null || fault.Fields.Count > 0, $"{kind} has no words.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_limit_says_when_to_come_back(RefusalKind kind)
    {
        var fault = ConfirmationDialect.Translate(new Refusal(kind), ConfirmationRoutes.Confirm);

        Assert.Equal(fault.Status is 429 or 503, fault.RetryAfter is not null);
    }
}
