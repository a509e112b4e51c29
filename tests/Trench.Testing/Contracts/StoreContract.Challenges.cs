using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_ticket_finds_its_challenge_as_it_was_written()
    {
        var row = await OpenedAsync(challenge => challenge with
        {
            Client = "client",
            LastSentAt = Now,
            SessionId = "session",
            SealedData = "data",
            Attempts = 1,
            MaxAttempts = 3,
        });

        Assert.Equal(row, await ChallengeAsync(row));
    }

    [ContractFact]
    public async Task An_unknown_ticket_finds_nothing() =>
        Assert.Null(await AskAsync(store => store.FindChallengeAsync(StoreRows.NewId("ticket"), CancellationToken.None)));

    [ContractFact]
    public async Task A_ticket_finds_the_factors_of_its_user_too()
    {
        await GivenAsync(new EnsureAccount(_user, AccountKind.Factor, null, Now), new EnsureAccount(_user, AccountKind.Backup, "salt", Now));
        var app = await ActiveAsync("app", createdAt: Now.AddSeconds(-1));
        var mail = await ActiveAsync("email");
        var challenge = await OpenedAsync();

        var asked = await AskAsync(store => store.FindChallengeAsync(challenge.TicketHash ?? "", CancellationToken.None));

        Assert.Equal([app.Id, mail.Id], asked?.User.Enrolments.Select(row => row.Id) ?? []);
        Assert.Equal((_user, "salt"), (asked?.User.Factor?.UserId, asked?.User.Backup?.Salt));
    }

    [ContractFact]
    public async Task A_ticket_without_subject_finds_no_factors()
    {
        var challenge = await OpenedAsync(row => row with { UserId = null });

        var asked = await AskAsync(store => store.FindChallengeAsync(challenge.TicketHash ?? "", CancellationToken.None));

        Assert.Empty(asked?.User.Enrolments ?? [StoreRows.Pending(_user, "app", Now)]);
    }

    [ContractFact]
    public async Task A_ticket_is_never_given_twice()
    {
        var first = await OpenedAsync();

        Assert.False(await WinsAsync(new OpenChallenge(StoreRows.Challenge(_user, Now) with { TicketHash = first.TicketHash }, null, false)));
    }

    [ContractFact]
    public async Task Over_the_live_limit_the_oldest_challenges_are_closed()
    {
        var rows = Enumerable.Range(0, 5).Select(n => StoreRows.Challenge(_user, Now.AddSeconds(n))).ToList();
        foreach (var row in rows)
        {
            await GivenAsync(new OpenChallenge(row, LiveLimit: 3, RefuseOverLimit: false));
        }

        var states = await Task.WhenAll(rows.Select(async row => (await ChallengeAsync(row)).State));
        Assert.Equal(
            [ChallengeState.Closed, ChallengeState.Closed, ChallengeState.Open, ChallengeState.Open, ChallengeState.Open],
            states);
    }

    [ContractFact]
    public async Task Over_the_live_limit_a_new_challenge_is_refused_on_demand()
    {
        await GivenAsync(new OpenChallenge(StoreRows.Challenge(_user, Now), 2, true), new OpenChallenge(StoreRows.Challenge(_user, Now), 2, true));

        Assert.False(await WinsAsync(new OpenChallenge(StoreRows.Challenge(_user, Now), 2, RefuseOverLimit: true)));
        Assert.True(await WinsAsync(new OpenChallenge(StoreRows.Challenge(_user, Now) with { Facade = "deux" }, 2, RefuseOverLimit: true)));
        Assert.True(await WinsAsync(new OpenChallenge(StoreRows.Challenge(_user, Now.AddMinutes(10)), 2, RefuseOverLimit: true)));
    }

    [ContractFact]
    public async Task The_first_live_challenge_to_expire_is_found()
    {
        Challenge Ending(int seconds) => StoreRows.Challenge(_user, Now) with { ExpiresAt = Now.AddSeconds(seconds) };
        Task<DateTimeOffset?> FindAsync(string purpose) =>
            AskAsync(store => store.FindFirstExpiryAsync(_user, purpose, Ending(0).Facade, Now, CancellationToken.None));
        Challenge[] rows =
        [
            Ending(300), Ending(120), Ending(0), Ending(60) with { State = ChallengeState.Spent }, Ending(60) with { Facade = "another" },
            Ending(60) with { UserId = StoreRows.NewId("user") },
        ];
        await GivenAsync([.. rows.Select(row => new OpenChallenge(row, null, false))]);

        Assert.Equal(Now.AddSeconds(120), await FindAsync(rows[0].Purpose));
        Assert.Null(await FindAsync(Purposes.Manage));
    }

    [ContractFact]
    public async Task No_challenge_is_opened_beside_one_whose_message_is_still_young()
    {
        var (pause, row) = (TimeSpan.FromSeconds(30), StoreRows.Challenge(_user, Now) with { LastSentAt = Now });
        await GivenAsync(Cooled(row));

        Assert.False(await WinsAsync(Cooled(StoreRows.Challenge(_user, Now.AddSeconds(29)))));
        Assert.True(await WinsAsync(Cooled(StoreRows.Challenge(_user, Now.AddSeconds(29)) with { EnrolmentId = "another" })));
        Assert.True(await WinsAsync(Cooled(StoreRows.Challenge(_user, Now.AddSeconds(29)) with { Purpose = Purposes.Manage })));
        Assert.True(await WinsAsync(Cooled(StoreRows.Challenge(_user, Now.AddSeconds(29)) with { Facade = "deux" })));
        Assert.True(await WinsAsync(Cooled(StoreRows.Challenge(_user, Now.AddSeconds(30)))));

        OpenChallenge Cooled(Challenge challenge) => new(challenge, LiveLimit: 3, RefuseOverLimit: false, pause);
    }

    [ContractFact]
    public async Task A_challenge_that_is_answered_keeps_no_other_from_being_opened()
    {
        var row = StoreRows.Challenge(_user, Now) with { LastSentAt = Now };
        await GivenAsync(new OpenChallenge(row, 3, false, TimeSpan.FromSeconds(30)), new SpendChallenge(row.Id, null, Charged: false, Now));

        Assert.True(await WinsAsync(new OpenChallenge(StoreRows.Challenge(_user, Now), 3, false, TimeSpan.FromSeconds(30))));
    }

    [ContractFact]
    public async Task A_new_code_replaces_the_old_one_and_keeps_the_attempts()
    {
        var row = await OpenedAsync(challenge => challenge with { Attempts = 4 });

        await GivenAsync(new ReplaceCode(row.Id, "other", "sms", "new", Now.AddMinutes(2), SendsMessage: true, TimeSpan.FromSeconds(30), Now));

        var replaced = await ChallengeAsync(row);
        Assert.Equal(("other", "sms", "new", 4), (replaced.EnrolmentId, replaced.Method, replaced.CodeHash, replaced.Attempts));
        Assert.Equal((Now, Now.AddMinutes(2)), (replaced.LastSentAt, replaced.CodeExpiresAt));
    }

    [ContractFact]
    public async Task Messages_of_one_challenge_keep_their_distance()
    {
        var row = await OpenedAsync(challenge => challenge with { LastSentAt = Now });

        Assert.False(await WinsAsync(Replace(row, Now.AddSeconds(29), sends: true)));
        Assert.True(await WinsAsync(Replace(row, Now.AddSeconds(29), sends: false)));
        Assert.True(await WinsAsync(Replace(row, Now.AddSeconds(30), sends: true)));
    }

    [ContractFact]
    public async Task After_a_message_that_came_to_nothing_the_next_need_not_wait_and_the_code_stays()
    {
        var row = await OpenedAsync(challenge => challenge with { LastSentAt = Now });

        await GivenAsync(new ForgetMessage(row.Id, Now));

        Assert.Equal((null, row.CodeHash), ((await ChallengeAsync(row)).LastSentAt, (await ChallengeAsync(row)).CodeHash));
        Assert.True(await WinsAsync(Replace(row, Now.AddSeconds(1), sends: true)));
    }

    [ContractFact]
    public async Task A_message_that_came_to_nothing_takes_no_later_one_along()
    {
        var row = await OpenedAsync(challenge => challenge with { LastSentAt = Now.AddSeconds(1) });

        await GivenAsync(new ForgetMessage(row.Id, Now));

        Assert.False(await WinsAsync(Replace(row, Now.AddSeconds(30), sends: true)));
    }

    [ContractFact]
    public async Task A_dead_challenge_takes_no_new_code()
    {
        var spent = await OpenedAsync(row => row with { State = ChallengeState.Spent });
        var worn = await OpenedAsync(row => row with { Attempts = 5 });
        var late = await OpenedAsync();

        Assert.False(await WinsAsync(Replace(spent, Now, sends: true)));
        Assert.False(await WinsAsync(Replace(worn, Now, sends: true)));
        Assert.False(await WinsAsync(Replace(late, late.ExpiresAt, sends: true)));
    }

    private static ReplaceCode Replace(Challenge row, DateTimeOffset now, bool sends) =>
        new(row.Id, "other", "email", "new", now.AddMinutes(5), sends, TimeSpan.FromSeconds(30), now);
}
