namespace Trench.Core.Tests.Secrets;

/// <summary>A record prints its members: whoever logs one must not log a secret.</summary>
public sealed class PrintedRecordTests
{
    private const string Secret = "SECRET";

    private static readonly MfaUser User = new("id", "anna", Secret, IsActive: true);

    private static readonly Enrolment Row = new() { Id = "enrolment", UserId = "id", Method = "app" };

    private static readonly ActivateRequest Request =
        new(new EnrolmentChoice("app", null), "label", Secret, new Dictionary<string, string> { ["code"] = Secret });

    // The stamp is the key of Identity's own one-time codes.
    [Fact]
    public void A_user_is_printed_without_the_security_stamp() => AssertHidden(User);

    [Fact]
    public void A_request_to_activate_is_printed_without_its_code() => AssertHidden(Request);

    [Fact]
    public void A_proof_is_printed_without_its_code() =>
        AssertHidden(new Proof(new Actor(User, null, new Caller("trench")), UserFactors.None, []) { Code = Secret });

    [Fact]
    public void A_recognised_answer_is_printed_without_the_answer() =>
        AssertHidden(new ShapedCandidate(new Candidate(Row, null), null!, Secret));

    private static void AssertHidden(object record) => Assert.DoesNotContain(Secret, record.ToString(), StringComparison.Ordinal);
}
