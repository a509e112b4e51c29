namespace Trench.Core.Tests.Challenges;

/// <summary>Which statements an answer comes to.</summary>
public sealed class GateAttemptTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly int Today = AccountLimits.DayOf(Noon);
    private static readonly AccountLimits Limits = new(LockAfter: 5, PerDay: 20, PerWindow: 100);
    private static readonly MfaUser Anna = new("anna", "anna", "stamp", IsActive: true);
    private static readonly Enrolment Row = new() { Id = "enrolment", UserId = "anna", Method = "pigeon" };
    private static readonly Challenge Ticket = Asked("ticket");

    [Theory]
    [InlineData(98, 0, false)]
    [InlineData(99, 0, true)]
    [InlineData(99, 1, false)]
    public void The_window_is_filled_by_the_hundredth_of_what_was_counted_today(int failures, int daysAgo, bool fills)
    {
        var account = Known() with { WindowFailures = failures, RolledDay = Today - daysAgo };

        Assert.Equal(fills, Attempt(account: account).Foreseen.FillsWindow);
    }

    [Fact]
    public void A_first_answer_fills_no_window() => Assert.False(Attempt().Foreseen.FillsWindow);

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 30)]
    [InlineData(5, 60)]
    public void A_wrong_answer_says_how_long_the_lock_is_that_it_brings(int consecutive, int seconds)
    {
        var attempt = Attempt(account: Known() with { Consecutive = consecutive });

        Assert.Equal(TimeSpan.FromSeconds(seconds), attempt.Foreseen.Lock);
        Assert.Equal(seconds == 0 ? null : TimeSpan.FromSeconds(seconds), attempt.Wrong().RetryAfter);
    }

    [Fact]
    public void The_account_is_charged_before_the_challenge() =>
        Assert.Equal([typeof(ChargeAccount), typeof(ChargeChallenge)], Kinds(Attempt(ticket: Ticket, account: Known()).Charge()));

    [Fact]
    public void A_missing_account_is_made_first() =>
        Assert.Equal([typeof(EnsureAccount), typeof(ChargeAccount)], Kinds(Attempt().Charge()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_account_of_backup_codes_is_made_with_a_salt(bool backup)
    {
        var ensured = Assert.IsType<EnsureAccount>(Attempt(backup: backup).Charge()[0]);

        Assert.Equal((backup ? AccountKind.Backup : AccountKind.Factor, backup), (ensured.Kind, ensured.Salt is not null));
    }

    [Fact]
    public void A_refund_takes_back_what_was_charged()
    {
        Assert.Equal([typeof(RefundAccount), typeof(RefundChallenge)], Kinds(Attempt(ticket: Ticket, account: Known()).Refund()));
        Assert.Equal([typeof(RefundAccount)], Kinds(Attempt(account: Known()).Refund()));
    }

    [Fact]
    public void Where_nobody_is_asked_the_challenge_alone_is_charged()
    {
        var attempt = Attempt(user: MfaUser.Nobody, ticket: Ticket);

        Assert.Equal([typeof(ChargeChallenge)], Kinds(attempt.Charge()));
        Assert.Equal([typeof(RefundChallenge)], Kinds(attempt.Refund()));
        Assert.Equal([typeof(SpendChallenge)], Kinds(attempt.Spend(Right(null), null)));
        Assert.Equal(TimeSpan.Zero, attempt.Foreseen.Lock);
    }

    [Fact]
    public void Without_a_ticket_the_first_open_challenge_is_charged()
    {
        var attempt = Attempt(candidates: [new Candidate(Row, null), new Candidate(Row, Asked("first")), new Candidate(Row, Asked("second"))]);

        Assert.Equal("first", attempt.Challenge?.Id);
    }

    [Fact]
    public void A_right_answer_clears_the_account_spends_the_challenge_and_moves_the_counter() => Assert.Equal(
        [typeof(ClearAccount), typeof(SpendChallenge), typeof(UseEnrolment)],
        Kinds(Attempt(ticket: Ticket, account: Known()).Spend(Right(new Candidate(Row, null)), null)));

    [Fact]
    public void A_confirmation_stays_answered_instead_of_spent() => Assert.Equal(
        [typeof(ClearAccount), typeof(AnswerChallenge), typeof(UseEnrolment)],
        Kinds(Attempt(ticket: Ticket, account: Known(), staysAnswered: true).Spend(Right(new Candidate(Row, null)), null)));

    // The code on the challenge is part of the condition only for the enrolment it was sent to.
    [Theory]
    [InlineData("enrolment", "hash")]
    [InlineData("other", null)]
    public void The_code_is_a_condition_for_whom_it_was_sent_to(string asked, string? codeHash)
    {
        var attempt = Attempt(ticket: Ticket with { EnrolmentId = asked, CodeHash = "hash" });

        var spent = attempt.Spend(Right(new Candidate(Row, null)), null).OfType<SpendChallenge>().Single();
        Assert.Equal((codeHash, false), (spent.CodeHash, spent.Charged));
    }

    [Fact]
    public void What_was_charged_first_is_spent_as_charged()
    {
        var spent = Attempt(ticket: Ticket).Spend(Right(new Candidate(Row, null)), Noon);

        Assert.True(spent.OfType<SpendChallenge>().Single().Charged);
        Assert.Equal(Noon, spent.OfType<ClearAccount>().Single().ChargedAt);
    }

    [Fact]
    public void Each_question_that_was_sent_gets_its_messages_back_once()
    {
        var sent = Ticket with { LastSentAt = Noon };
        var attempt = Attempt(ticket: sent, candidates: [new Candidate(Row, sent), new Candidate(Row, Asked("unsent")), new Candidate(Row, null)]);

        Assert.Equal(["ticket"], attempt.Spend(Right(new Candidate(Row, sent)), null).OfType<RefundSends>().Select(refund => refund.ChallengeId));
    }

    [Theory]
    [InlineData(Purposes.Enrol, "enrolment", 0)]
    [InlineData(Purposes.Login, "", 0)]
    [InlineData(Purposes.Login, "enrolment", 1)]
    public void An_enrolment_without_a_row_or_not_yet_active_is_not_marked_as_used(string purpose, string id, int used)
    {
        var attempt = Attempt(purpose: purpose);

        Assert.Equal(used, attempt.Spend(Right(new Candidate(Row with { Id = id }, null)), null).OfType<UseEnrolment>().Count());
    }

    [Fact]
    public void A_backup_code_is_spent_by_its_hash_and_uses_no_enrolment()
    {
        var code = new BackupCode { Id = "id", UserId = "anna", Hash = "hash", PepperId = "1" };

        var changes = Attempt(ticket: Ticket, backup: true).Spend(new Judgement(null, Verdict.Right(), code), null);

        Assert.Equal([typeof(ClearAccount), typeof(SpendChallenge), typeof(SpendBackupCode)], Kinds(changes));
        Assert.Equal("hash", changes.OfType<SpendBackupCode>().Single().Hash);
    }

    private static Account Known() => new() { UserId = "anna", Kind = AccountKind.Factor, Day = Today, RolledDay = Today };

    private static Challenge Asked(string id) =>
        new() { Id = id, UserId = "anna", Purpose = Purposes.Login, Facade = "trench", EnrolmentId = "enrolment" };

    private static Judgement Right(Candidate? candidate) =>
        new(candidate is null ? null : new ShapedCandidate(candidate, null!, "123456"), Verdict.Right());

    private static IEnumerable<Type> Kinds(IEnumerable<Change> changes) => changes.Select(change => change.GetType());

    private static GateAttempt Attempt(
        MfaUser? user = null,
        Challenge? ticket = null,
        Account? account = null,
        bool backup = false,
        bool staysAnswered = false,
        string purpose = Purposes.Login,
        IReadOnlyList<Candidate>? candidates = null)
    {
        var asked = candidates ?? [];
        var question = new GateQuestion(user ?? Anna, new UserFactors([Row], account, null), purpose, new Caller("trench"))
        {
            Candidates = asked,
            Ticket = ticket,
            StaysAnswered = staysAnswered,
        };
        var shaped = asked.Append(new Candidate(Row, null)).Select(candidate => new ShapedCandidate(candidate, null!, "123456"));
        var answer = backup ? new ShapedAnswer([], new BackupAnswer("CODE", [])) : new ShapedAnswer([.. shaped], null);
        return new GateAttempt(question, answer, Limits, Noon);
    }
}
