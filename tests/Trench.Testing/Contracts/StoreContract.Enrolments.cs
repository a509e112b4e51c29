using Xunit;

namespace Trench.Testing;

public abstract partial class StoreContract
{
    [ContractFact]
    public async Task An_enrolment_is_read_as_it_was_written()
    {
        var row = StoreRows.Pending(_user, "app", Now) with
        {
            Reference = StoreRows.NewId("reference"),
            Counter = 7,
            PendingFactor = "factor",
            PendingHint = "hint",
            LastUsedAt = Now,
        };
        await GivenAsync(new AddEnrolment(row));

        Assert.Equal(row, await EnrolmentAsync(row.Id));
    }

    [ContractFact]
    public async Task An_abandoned_pending_enrolment_is_replaced_and_its_challenge_closed()
    {
        var old = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(old));
        var question = await OpenedAsync(row => row with { EnrolmentId = old.Id });
        var fresh = StoreRows.Pending(_user, "email", Now.AddMinutes(1));

        await GivenAsync(new AddEnrolment(fresh));

        Assert.Equal([fresh.Id], (await FactorsAsync()).Enrolments.Select(row => row.Id));
        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(question)).State);
    }

    [ContractFact]
    public async Task An_active_or_paused_enrolment_keeps_its_label_and_a_new_label_is_free()
    {
        var row = await ActiveAsync("app");
        Assert.False(await WinsAsync(new AddEnrolment(StoreRows.Pending(_user, "app", Now))));

        await GivenAsync(new PauseEnrolment(row.Id, _user, Paused: true));
        Assert.False(await WinsAsync(new AddEnrolment(StoreRows.Pending(_user, "app", Now))));
        Assert.True(await WinsAsync(new AddEnrolment(StoreRows.Pending(_user, "app", Now, "tablet"))));
    }

    [ContractFact]
    public async Task A_label_is_free_again_after_removal()
    {
        var row = await ActiveAsync("app");
        await GivenAsync(new RemoveEnrolment(row.Id, _user, NewPrimaryId: null));

        Assert.True(await WinsAsync(new AddEnrolment(StoreRows.Pending(_user, "app", Now))));
    }

    [ContractFact]
    public async Task The_first_active_enrolment_is_primary_and_the_next_is_not()
    {
        var first = await ActiveAsync("app");
        var second = await ActiveAsync("email");

        var active = await EnrolmentAsync(first.Id);
        Assert.Equal((EnrolmentStatus.Active, true, Now), (active.Status, active.IsPrimary, active.ActivatedAt));
        Assert.Null(active.PendingUntil);
        Assert.False((await EnrolmentAsync(second.Id)).IsPrimary);
    }

    [ContractFact]
    public async Task Activation_moves_the_counter_and_stores_what_the_proof_brought()
    {
        var row = StoreRows.Pending(_user, "yubi", Now);
        var reference = StoreRows.NewId("reference");

        await GivenAsync(
            new AddEnrolment(row),
            new ActivateEnrolment(row.Id, _user, row.SealedFactor, Counter: 42, "sealed anew", reference, Now));

        var active = await EnrolmentAsync(row.Id);
        Assert.Equal((42L, "sealed anew", reference), (active.Counter, active.SealedFactor, active.Reference));
    }

    [ContractFact]
    public async Task An_enrolment_is_activated_only_once_in_time_and_with_its_own_secret()
    {
        var row = StoreRows.Pending(_user, "app", Now);
        await GivenAsync(new AddEnrolment(row));

        Assert.False(await WinsAsync(Activate(row) with { ExpectedFactor = "older secret" }));
        Assert.False(await WinsAsync(Activate(row) with { ExpectedFactor = null }));
        Assert.False(await WinsAsync(Activate(row) with { Now = Now.AddMinutes(10) }));
        Assert.False(await WinsAsync(Activate(row) with { UserId = "another user" }));
        Assert.True(await WinsAsync(Activate(row)));
        Assert.False(await WinsAsync(Activate(row)));
    }

    [ContractFact]
    public async Task One_device_belongs_to_one_user_per_method()
    {
        var reference = StoreRows.NewId("reference");
        var own = StoreRows.Pending(_user, "yubi", Now);
        await GivenAsync(new AddEnrolment(own), Activate(own, reference: reference));
        var foreign = StoreRows.Pending(StoreRows.NewId("user"), "yubi", Now);
        var otherMethod = StoreRows.Pending(_user, "passkey", Now);
        await GivenAsync(new AddEnrolment(foreign), new AddEnrolment(otherMethod));

        Assert.False(await WinsAsync(Activate(foreign, reference: reference)));
        Assert.True(await WinsAsync(Activate(otherMethod, reference: reference)));
    }

    [ContractFact]
    public async Task A_device_is_exchanged_only_for_one_that_is_nobody_elses()
    {
        var (old, next, foreign) = (StoreRows.NewId("reference"), StoreRows.NewId("reference"), StoreRows.NewId("reference"));
        var row = StoreRows.Pending(_user, "yubi", Now);
        var other = StoreRows.Pending(StoreRows.NewId("user"), "yubi", Now);
        await GivenAsync(new AddEnrolment(row), Activate(row, reference: old), new AddEnrolment(other), Activate(other, reference: foreign));
        await GivenAsync(new RequestFactorChange(row.Id, _user, "new factor", null, Now.AddMinutes(10)));

        Assert.False(await WinsAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now, foreign)));
        Assert.True(await WinsAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now, next)));
        Assert.Equal(next, (await EnrolmentAsync(row.Id)).Reference);
    }

    [ContractFact]
    public async Task A_changed_factor_waits_beside_the_active_one_until_it_is_proven()
    {
        var row = await ActiveAsync("email");
        await GivenAsync(new RequestFactorChange(row.Id, _user, "new factor", "n***@example.com", Now.AddMinutes(10)));
        Assert.Equal(row.SealedFactor, (await EnrolmentAsync(row.Id)).SealedFactor);

        Assert.False(await WinsAsync(new AcceptFactorChange(row.Id, _user, "older factor", 1, Now)));
        Assert.False(await WinsAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now.AddMinutes(10))));
        Assert.True(await WinsAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now)));

        var changed = await EnrolmentAsync(row.Id);
        Assert.Equal(("new factor", "n***@example.com", 1L), (changed.SealedFactor, changed.TargetHint, changed.Counter));
        Assert.Equal((null, null, null), (changed.PendingFactor, changed.PendingHint, changed.PendingUntil));
    }

    [ContractFact]
    public async Task Another_changed_factor_closes_what_was_to_prove_the_one_before_and_nothing_else()
    {
        var row = await ActiveAsync("email");
        var proof = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id, Purpose = Purposes.Enrol });
        var login = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id });

        await GivenAsync(new RequestFactorChange(row.Id, _user, "new factor", null, Now.AddMinutes(10)));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(proof)).State);
        Assert.Equal(ChallengeState.Open, (await ChallengeAsync(login)).State);
    }

    [ContractFact]
    public async Task A_changed_factor_closes_the_questions_asked_of_the_old_one()
    {
        var row = await ActiveAsync("email");
        await GivenAsync(new RequestFactorChange(row.Id, _user, "new factor", null, Now.AddMinutes(10)));
        var login = await OpenedAsync(challenge => challenge with { EnrolmentId = row.Id });
        var other = await OpenedAsync();

        await GivenAsync(new AcceptFactorChange(row.Id, _user, "new factor", 1, Now));

        Assert.Equal(ChallengeState.Closed, (await ChallengeAsync(login)).State);
        Assert.Equal(ChallengeState.Open, (await ChallengeAsync(other)).State);
    }

    [ContractFact]
    public async Task Only_an_active_factor_can_be_changed()
    {
        var row = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(row));

        Assert.False(await WinsAsync(new RequestFactorChange(row.Id, _user, "new", null, Now.AddMinutes(10))));
    }

    [ContractFact]
    public async Task A_counter_moves_forward_only()
    {
        var row = await ActiveAsync();

        Assert.True(await WinsAsync(new UseEnrolment(row.Id, _user, Counter: 5, Now)));
        Assert.False(await WinsAsync(new UseEnrolment(row.Id, _user, Counter: 5, Now)));
        Assert.False(await WinsAsync(new UseEnrolment(row.Id, _user, Counter: 4, Now)));
        Assert.True(await WinsAsync(new UseEnrolment(row.Id, _user, Counter: null, Now.AddSeconds(1))));
        Assert.Equal((5L, Now.AddSeconds(1)), ((await EnrolmentAsync(row.Id)).Counter, (await EnrolmentAsync(row.Id)).LastUsedAt));
    }

    [ContractFact]
    public async Task Only_an_active_enrolment_of_the_user_answers()
    {
        var pending = StoreRows.Pending(_user, "email", Now);
        await GivenAsync(new AddEnrolment(pending));
        var active = await ActiveAsync();

        Assert.False(await WinsAsync(new UseEnrolment(pending.Id, _user, null, Now)));
        Assert.False(await WinsAsync(new UseEnrolment(active.Id, "another user", null, Now)));
    }

    [ContractFact]
    public async Task The_names_of_methods_in_use_are_listed()
    {
        var (used, pending) = (StoreRows.NewId("method"), StoreRows.NewId("method"));
        await ActiveAsync(used);
        await ActiveAsync(used, "second");
        await GivenAsync(new AddEnrolment(StoreRows.Pending(_user, pending, Now)));

        var methods = await AskAsync(store => store.ListEnrolledMethodsAsync(CancellationToken.None));

        Assert.Single(methods, used);
        Assert.DoesNotContain(pending, methods);
    }
}
