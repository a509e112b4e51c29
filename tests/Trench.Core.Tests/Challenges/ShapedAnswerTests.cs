namespace Trench.Core.Tests.Challenges;

/// <summary>What is charged before it is judged: only what costs somebody else's time, or slow hashes. The rest saves a commit.</summary>
public sealed class ShapedAnswerTests
{
    private static readonly Enrolment Row = new() { Id = "enrolment", UserId = "anna", Method = "any" };

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void An_answer_is_charged_first_when_any_of_its_verifiers_is_far_away(bool firstIsFar, bool secondIsFar, bool chargedFirst)
    {
        var answer = new ShapedAnswer([Candidate(firstIsFar), Candidate(secondIsFar)], null);

        Assert.Equal((chargedFirst, true, AccountKind.Factor), (answer.IsChargedFirst, answer.IsRecognised, answer.Kind));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_backup_code_is_charged_first_whether_or_not_it_could_be_an_imported_one(int imported)
    {
        var code = new BackupCode { Id = "id", UserId = "anna", Hash = "hash", PepperId = "1" };
        var answer = new ShapedAnswer([], new BackupAnswer("CODE", [.. Enumerable.Repeat(new LegacyAnswer(code, "CODE"), imported)]));

        Assert.Equal((true, true, AccountKind.Backup), (answer.IsChargedFirst, answer.IsRecognised, answer.Kind));
    }

    [Fact]
    public void What_nobody_recognises_is_not_recognised() => Assert.False(new ShapedAnswer([], null).IsRecognised);

    [Fact]
    public void A_candidate_is_printed_by_its_enrolment() => Assert.Equal("ShapedCandidate enrolment", Candidate(false).ToString());

    private static ShapedCandidate Candidate(bool isFar) => new(new Candidate(Row, null), new AnyMethod(isFar), "123456");

    private sealed class AnyMethod(bool isFar) : Method
    {
        public override AnswerShape Shape => AnswerShape.Digits(6);

        public override bool VerifiesRemotely => isFar;

        public override Question Ask(Enrolment enrolment) => new("Ask it.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
