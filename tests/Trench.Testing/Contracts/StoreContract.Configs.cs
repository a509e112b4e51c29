using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task A_method_config_is_read_as_it_was_written()
    {
        var row = Config();
        await GivenAsync(new AddMethodConfig(row));

        Assert.Equal(row, await ConfigAsync(row.Id));
        Assert.False(await WinsAsync(new AddMethodConfig(row)));
    }

    [ContractFact]
    public async Task A_method_is_seeded_once_however_many_nodes_start()
    {
        var row = Config();

        await RaceAsync(20, _ => [new SeedMethodConfig(row)]);
        await GivenAsync(new SeedMethodConfig(row with { Id = StoreRows.NewId("config") }));

        Assert.Equal([row.Id], (await ConfigsAsync()).Where(other => other.Method == row.Method).Select(other => other.Id));
    }

    [ContractFact]
    public async Task A_changed_method_config_keeps_its_method_and_place()
    {
        var row = Config();
        await GivenAsync(new AddMethodConfig(row));

        await GivenAsync(new ChangeMethodConfig(row with
        {
            Title = "new",
            Settings = """{"message_text":"{code}"}""",
            Method = "other",
            Place = 99,
            UpdatedAt = Now.AddMinutes(1),
        }));

        var changed = row with { Title = "new", Settings = """{"message_text":"{code}"}""", UpdatedAt = Now.AddMinutes(1) };
        Assert.Equal(changed, await ConfigAsync(row.Id));
        Assert.False(await WinsAsync(new ChangeMethodConfig(row with { Id = "no such config" })));
    }

    [ContractFact]
    public async Task At_most_one_method_config_is_the_default()
    {
        var (first, second) = (Config() with { IsDefault = true }, Config() with { IsDefault = true });
        await GivenAsync(new AddMethodConfig(first));
        await GivenAsync(new AddMethodConfig(second));
        Assert.Equal([second.Id], await DefaultsAsync());

        await GivenAsync(new ChangeMethodConfig(first));
        Assert.Equal([first.Id], await DefaultsAsync());
    }

    // Two administrators at once: none of them is refused, and the later one's stays.
    [ContractFact]
    public async Task Of_method_configs_that_are_made_the_default_at_once_none_is_refused_and_one_is()
    {
        MethodConfig[] rows = [Config(), Config(), Config(), Config()];
        await GivenAsync([.. rows.Select(row => new AddMethodConfig(row))]);

        var done = await RaceAsync(40, number =>
        [
            number % 5 == 4
                ? new AddMethodConfig(Config() with { IsDefault = true })
                : new ChangeMethodConfig(rows[number % 5] with { IsDefault = true }),
        ]);

        Assert.Equal(40, done);
        Assert.Single(await DefaultsAsync());
    }

    [ContractFact]
    public async Task An_inactive_method_config_closes_what_was_asked_under_it()
    {
        var row = Config();
        await GivenAsync(new AddMethodConfig(row));
        var open = await OpenedAsync(challenge => challenge with { MethodConfigId = row.Id });
        var answered = await OpenedAsync(challenge => challenge with { MethodConfigId = row.Id });
        await GivenAsync(new AnswerChallenge(answered.Id, null, false, null, Now));
        var other = await OpenedAsync();

        await GivenAsync(new ChangeMethodConfig(row with { IsActive = false }));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(open)).State);
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(answered)).State);
        Assert.Equal(ChallengeState.Open, (await ChallengeAsync(other)).State);
    }

    [ContractFact]
    public async Task Confirmations_are_listed_newest_first_page_by_page()
    {
        var action = Purposes.Confirm(StoreRows.NewId("a"));
        var first = await OpenedAsync(row => row with { Purpose = action, CreatedAt = Now });
        var second = await OpenedAsync(row => row with { Purpose = action, CreatedAt = Now.AddSeconds(1) });
        await OpenedAsync();
        await GivenAsync(new AnswerChallenge(first.Id, null, false, null, Now));
        var filter = new ConfirmationFilter(10) { UserId = _user };

        Assert.Equal([second.Id, first.Id], await ConfirmationsAsync(filter));
        Assert.Equal([first.Id], await ConfirmationsAsync(filter with { BeforeId = second.Id }));
        Assert.Equal([second.Id], await ConfirmationsAsync(filter with { Take = 1 }));
        Assert.Equal([first.Id], await ConfirmationsAsync(filter with { State = ChallengeState.Answered }));
        Assert.Equal([second.Id, first.Id], await ConfirmationsAsync(new ConfirmationFilter(10) { Action = action["confirm:".Length..] }));
        Assert.Empty(await ConfirmationsAsync(filter with { Action = "another" }));
        Assert.Empty(await ConfirmationsAsync(filter with { BeforeId = "unknown" }));
    }

    [ContractFact]
    public async Task A_pending_factor_is_replaced_and_what_was_to_prove_the_old_one_is_closed()
    {
        var row = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(row));
        var proof = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id, Purpose = Purposes.Enrol });

        await GivenAsync(new ReplacePendingFactor(row.Id, _user, "new factor", "n***@example.com", Now.AddMinutes(20)));

        var replaced = row with { SealedFactor = "new factor", TargetHint = "n***@example.com", PendingUntil = Now.AddMinutes(20) };
        Assert.Equal(replaced, await EnrolmentAsync(row.Id));
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(proof)).State);
        await GivenAsync(Activate(replaced));
        Assert.False(await WinsAsync(new ReplacePendingFactor(row.Id, _user, "newer", null, Now.AddMinutes(20))));
    }

    [ContractFact]
    public async Task An_enrolment_takes_a_label_that_is_free()
    {
        var (first, second) = (await ActiveAsync("app"), await ActiveAsync("app", "tablet"));

        Assert.False(await WinsAsync(new DescribeEnrolment(second.Id, _user, "", false, false)));
        Assert.False(await WinsAsync(new DescribeEnrolment(second.Id, "another user", "phone", false, false)));
        Assert.True(await WinsAsync(new DescribeEnrolment(second.Id, _user, "tablet", true, true)));
        Assert.True(await WinsAsync(new DescribeEnrolment(first.Id, _user, "phone", false, false)));

        Assert.Equal("phone", (await EnrolmentAsync(first.Id)).Label);
        Assert.True((await EnrolmentAsync(second.Id)) is { StartsPaused: true, StartsPrimary: true });
    }

    [ContractFact]
    public async Task One_that_starts_paused_is_neither_active_nor_primary_when_it_is_proven()
    {
        var row = StoreRows.Pending(_user, "email", Now) with { StartsPaused = true };

        await GivenAsync(new AddEnrolment(row), Activate(row));

        var proven = await EnrolmentAsync(row.Id);
        Assert.Equal((EnrolmentStatus.Paused, false, Now), (proven.Status, proven.IsPrimary, proven.ActivatedAt));
    }

    [ContractFact]
    public async Task Pausing_closes_what_was_asked_and_what_was_answered()
    {
        var row = await ActiveAsync("email");
        var open = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id });
        var answered = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id });
        await GivenAsync(new AnswerChallenge(answered.Id, null, false, null, Now));

        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: true));
        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: false));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(open)).State);
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(answered)).State);
    }

    [ContractFact]
    public async Task A_paused_factor_can_be_changed_too()
    {
        var row = await ActiveAsync("email");
        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: true));

        await GivenAsync(new RequestFactorChange(row.Id, _user, "new factor", null, Now.AddMinutes(10)));
        await GivenAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now));

        Assert.Equal((EnrolmentStatus.Paused, "new factor"), ((await EnrolmentAsync(row.Id)).Status, (await EnrolmentAsync(row.Id)).SealedFactor));
    }

    private MethodConfig Config() => new()
    {
        Id = StoreRows.NewId("config"),
        Method = StoreRows.NewId("method"),
        Title = "title",
        Settings = "{}",
        Place = 3,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    private Task<IReadOnlyList<MethodConfig>> ConfigsAsync() => AskAsync(store => store.ListMethodConfigsAsync(CancellationToken.None));

    private async Task<MethodConfig> ConfigAsync(string id) => (await ConfigsAsync()).Single(row => row.Id == id);

    private async Task<IEnumerable<string>> DefaultsAsync() => (await ConfigsAsync()).Where(row => row.IsDefault).Select(row => row.Id);

    private async Task<IEnumerable<string>> ConfirmationsAsync(ConfirmationFilter filter) =>
        (await AskAsync(store => store.ListConfirmationsAsync(filter, CancellationToken.None))).Select(row => row.Id);
}
