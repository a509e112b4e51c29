using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_challenge_has_as_many_attempts_as_it_was_given()
    {
        var row = await OpenedAsync(challenge => challenge with { MaxAttempts = 2 });

        Assert.True(await WinsAsync(new ChargeChallenge(row.Id, Now)));
        Assert.True(await WinsAsync(new ChargeChallenge(row.Id, Now)));
        Assert.False(await WinsAsync(new ChargeChallenge(row.Id, Now)));
        Assert.Equal(2, (await ChallengeAsync(row)).Attempts);
    }

    [ContractFact]
    public async Task An_expired_challenge_takes_no_attempt()
    {
        var row = await OpenedAsync();

        Assert.False(await WinsAsync(new ChargeChallenge(row.Id, row.ExpiresAt)));
        Assert.True(await WinsAsync(new ChargeChallenge(row.Id, row.ExpiresAt.AddMilliseconds(-1))));
    }

    [ContractFact]
    public async Task A_refund_gives_one_attempt_back_and_never_more()
    {
        var row = await OpenedAsync(challenge => challenge with { Attempts = 1 });

        await GivenAsync(new RefundChallenge(row.Id), new RefundChallenge(row.Id));

        Assert.Equal(0, (await ChallengeAsync(row)).Attempts);
    }

    [ContractFact]
    public async Task A_challenge_is_spent_only_once()
    {
        var row = await OpenedAsync();

        Assert.True(await WinsAsync(new SpendChallenge(row.Id, "code", Charged: false, Now)));
        Assert.False(await WinsAsync(new SpendChallenge(row.Id, "code", Charged: false, Now)));
        Assert.Equal(ChallengeState.Spent, (await ChallengeAsync(row)).State);
    }

    [ContractFact]
    public async Task A_replaced_code_spends_nothing()
    {
        var row = await OpenedAsync();

        Assert.False(await WinsAsync(new SpendChallenge(row.Id, "older code", Charged: false, Now)));
        Assert.True(await WinsAsync(new SpendChallenge(row.Id, CodeHash: null, Charged: false, Now)));
    }

    [ContractFact]
    public async Task A_challenge_out_of_attempts_is_spent_only_by_the_charged_one()
    {
        var row = await OpenedAsync(challenge => challenge with { Attempts = 5 });

        Assert.False(await WinsAsync(new SpendChallenge(row.Id, "code", Charged: false, Now)));
        Assert.True(await WinsAsync(new SpendChallenge(row.Id, "code", Charged: true, Now)));
    }

    [ContractFact]
    public async Task A_right_answer_takes_back_the_attempt_it_was_charged_and_no_other()
    {
        var charged = await OpenedAsync(challenge => challenge with { Attempts = 2 });
        var answered = await OpenedAsync(challenge => challenge with { Attempts = 2 });
        var free = await OpenedAsync(challenge => challenge with { Attempts = 2 });

        await GivenAsync(
            new SpendChallenge(charged.Id, "code", Charged: true, Now),
            new AnswerChallenge(answered.Id, "code", Charged: true, SealedData: null, Now),
            new SpendChallenge(free.Id, "code", Charged: false, Now));

        Assert.Equal(
            (1, 1, 2),
            ((await ChallengeAsync(charged)).Attempts, (await ChallengeAsync(answered)).Attempts, (await ChallengeAsync(free)).Attempts));
    }

    [ContractFact]
    public async Task An_expired_challenge_is_not_spent_even_when_it_was_charged()
    {
        var row = await OpenedAsync();

        Assert.False(await WinsAsync(new SpendChallenge(row.Id, "code", Charged: true, row.ExpiresAt)));
    }

    [ContractFact]
    public async Task An_answered_challenge_keeps_what_was_proven_and_is_used_once()
    {
        var row = await OpenedAsync();

        Assert.False(await WinsAsync(new UseChallenge(row.Id, Now)));
        Assert.True(await WinsAsync(new AnswerChallenge(row.Id, "code", Charged: false, "proven", Now)));
        Assert.False(await WinsAsync(new AnswerChallenge(row.Id, "code", Charged: false, "again", Now)));
        Assert.Equal((ChallengeState.Answered, "proven"), ((await ChallengeAsync(row)).State, (await ChallengeAsync(row)).SealedData));
        Assert.False(await WinsAsync(new UseChallenge(row.Id, row.ExpiresAt)));
        Assert.True(await WinsAsync(new UseChallenge(row.Id, Now)));
        Assert.False(await WinsAsync(new UseChallenge(row.Id, Now)));
    }

    [ContractFact]
    public async Task An_answer_without_data_keeps_the_data_of_the_question()
    {
        var row = await OpenedAsync(challenge => challenge with { SealedData = "asked" });

        await GivenAsync(new AnswerChallenge(row.Id, null, Charged: false, SealedData: null, Now));

        Assert.Equal("asked", (await ChallengeAsync(row)).SealedData);
    }

    [ContractFact]
    public async Task An_answer_that_comes_too_early_does_not_make_the_pause_longer()
    {
        var row = await OpenedAsync();
        var pause = TimeSpan.FromSeconds(2);

        Assert.True(await WinsAsync(new PaceChallenge(row.Id, pause, Now)));
        Assert.False(await WinsAsync(new PaceChallenge(row.Id, pause, Now.AddSeconds(1.5))));
        Assert.Equal(Now + pause, (await ChallengeAsync(row)).NextAnswerAt);
        Assert.True(await WinsAsync(new PaceChallenge(row.Id, pause, Now + pause)));
    }

    [ContractFact]
    public async Task Nothing_is_paced_that_is_over()
    {
        var spent = await OpenedAsync(row => row with { State = ChallengeState.Spent });
        var open = await OpenedAsync();

        Assert.False(await WinsAsync(new PaceChallenge(spent.Id, TimeSpan.FromSeconds(2), Now)));
        Assert.False(await WinsAsync(new PaceChallenge(open.Id, TimeSpan.FromSeconds(2), open.ExpiresAt)));
    }

    [ContractFact]
    public async Task Closing_one_challenge_leaves_the_others_and_what_is_spent()
    {
        var open = await OpenedAsync();
        var answered = await OpenedAsync(row => row with { State = ChallengeState.Answered });
        var spent = await OpenedAsync(row => row with { State = ChallengeState.Spent });
        var other = await OpenedAsync();

        await GivenAsync(new CloseChallenge(open.Id), new CloseChallenge(answered.Id), new CloseChallenge(spent.Id));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(open)).State);
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(answered)).State);
        Assert.Equal(ChallengeState.Spent, (await ChallengeAsync(spent)).State);
        Assert.Equal(ChallengeState.Open, (await ChallengeAsync(other)).State);
    }

    [ContractFact]
    public async Task Closing_reaches_the_open_and_answered_challenges_of_one_enrolment()
    {
        var open = await OpenedAsync();
        var answered = await OpenedAsync(row => row with { State = ChallengeState.Answered });
        var spent = await OpenedAsync(row => row with { State = ChallengeState.Spent });
        var other = await OpenedAsync(row => row with { EnrolmentId = "other" });

        await GivenAsync(new CloseChallenges(_user, open.EnrolmentId));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(open)).State);
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(answered)).State);
        Assert.Equal(ChallengeState.Spent, (await ChallengeAsync(spent)).State);
        Assert.Equal(ChallengeState.Open, (await ChallengeAsync(other)).State);
    }

    [ContractFact]
    public async Task Closing_those_of_a_purpose_leaves_the_others_open()
    {
        var device = await OpenedAsync(row => row with { Purpose = Purposes.Device, State = ChallengeState.Answered });
        var login = await OpenedAsync();

        await GivenAsync(new CloseChallenges(_user, null, Purposes.Device));

        Assert.Equal((ChallengeState.Closed, ChallengeState.Open), ((await ChallengeAsync(device)).State, (await ChallengeAsync(login)).State));
    }

    [ContractFact]
    public async Task Closing_all_challenges_leaves_those_of_other_users_open()
    {
        var own = await OpenedAsync(row => row with { EnrolmentId = null });
        var foreign = await OpenedAsync(row => row with { UserId = StoreRows.NewId("user") });

        await GivenAsync(new CloseChallenges(_user, null));

        Assert.Equal((ChallengeState.Closed, ChallengeState.Open), ((await ChallengeAsync(own)).State, (await ChallengeAsync(foreign)).State));
    }

    [ContractFact]
    public async Task Without_a_ticket_the_newest_live_challenge_is_found()
    {
        await OpenedAsync();
        var newest = await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(1) });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2), Attempts = 5 });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2), State = ChallengeState.Spent });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2), ExpiresAt = Now.AddSeconds(3) });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2), Purpose = Purposes.Manage });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2), Facade = "deux" });

        Assert.Equal(newest, await FindOpenAsync(Now.AddSeconds(3)));
        Assert.Null(await FindOpenAsync(newest.ExpiresAt));
    }

    [ContractFact]
    public async Task Without_a_ticket_no_other_clients_challenge_is_found()
    {
        var own = await OpenedAsync(row => row with { Client = "shop" });
        await OpenedAsync(row => row with { Client = "thief", CreatedAt = Now.AddSeconds(1) });
        await OpenedAsync(row => row with { CreatedAt = Now.AddSeconds(2) });

        Assert.Equal(own, await FindOpenAsync(Now.AddSeconds(3), new Caller("trench") { Client = "shop" }));
    }

    private Task<Challenge?> FindOpenAsync(DateTimeOffset now, Caller? caller = null) =>
        AskAsync(store => store.FindOpenChallengeAsync(_user, Purposes.Login, "enrolment", caller ?? new Caller("trench"), now, CancellationToken.None));
}
