namespace Trench.AttackTests;

/// <summary>
/// The attack tests are able to fail: each weakness of the weak host is found by the test that is named for it, and that test holds
/// where the weakness is switched off.
/// </summary>
[Collection(AttackTests.Name)]
public sealed class WeakHostTests(WeakHostFixture host) : IClassFixture<WeakHostFixture>
{
    private static readonly (Weakness Weakness, string Test, string Finding) WithMailServer =
    (
        Weakness.DeliveryIsInsideTheRequest,
        Name(typeof(DeliveryTests), nameof(DeliveryTests.A_login_waits_for_no_mail_server)),
        "The login waits");

    private static readonly (Weakness Weakness, string Test, string Finding) WithoutLimits =
    (
        Weakness.OldBackupCodesStay,
        Name(typeof(ManagingTests), nameof(ManagingTests.Old_backup_codes_end_with_regeneration)),
        "Taken: an old backup code");

    /// <summary>Which test finds which weakness of the demo as it is shipped, and by which words.</summary>
    public static TheoryData<Weakness, string, string> AsShipped => new()
    {
        {
            Weakness.BackupCodesAreReadThenWritten,
            Name(typeof(SingleUseTests), nameof(SingleUseTests.A_backup_code_wins_once)),
            "got in"
        },
        {
            Weakness.TicketsAreReadThenWritten,
            Name(typeof(SingleUseTests), nameof(SingleUseTests.A_ticket_wins_once)),
            "got in"
        },
        {
            Weakness.NoStepIsStored,
            Name(typeof(SingleUseTests), nameof(SingleUseTests.A_totp_code_wins_once)),
            "got in"
        },
        {
            Weakness.NoStepIsStored,
            Name(typeof(ReplayTests), nameof(ReplayTests.A_totp_code_is_accepted_only_once)),
            "Taken: a code of the app"
        },
        {
            Weakness.NoStepIsStored,
            Name(typeof(ReplayTests), nameof(ReplayTests.The_code_that_confirmed_the_activation_does_not_sign_in)),
            "Taken: the code that confirmed"
        },
        {
            Weakness.BudgetsAreReadThenWritten,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_thousand_wrong_codes_at_once_stay_within_the_budget)),
            "Looked at"
        },
        {
            Weakness.MessagesClearTheCount,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_new_message_brings_no_new_attempts)),
            "Taken: the mailed code"
        },
        {
            Weakness.LocksStopWrongCodesOnly,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_locked_account_answers_right_and_wrong_alike)),
            "Right: "
        },
        {
            Weakness.EveryProxyIsTrusted,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_header_makes_no_other_address)),
            "wrong passwords from one address"
        },
        {
            Weakness.TicketsAuthenticate,
            Name(typeof(StrangerTests), nameof(StrangerTests.A_ticket_opens_nothing)),
            "was opened by a ticket"
        },
        {
            Weakness.StrangersLockAccounts,
            Name(typeof(StrangerTests), nameof(StrangerTests.Wrong_passwords_of_strangers_lock_nobody_out)),
            "The victim was locked out"
        },
        {
            Weakness.PasswordsEndNothing,
            Name(typeof(ReplayTests), nameof(ReplayTests.A_new_password_ends_tickets_and_sessions)),
            "Taken: a ticket from before"
        },
        {
            Weakness.PendingMethodsAnswer,
            Name(typeof(ReplayTests), nameof(ReplayTests.A_pending_method_does_not_sign_in)),
            "Taken: the code of a pending app"
        },
        {
            Weakness.ProofsNeverGrowOld,
            Name(typeof(ManagingTests), nameof(ManagingTests.A_session_without_a_fresh_proof_changes_no_method)),
            "without a proof"
        },
    };

    /// <summary>Which test finds which weakness where no account is locked, and by which words.</summary>
    public static TheoryData<Weakness, string, string> WithoutLocks => new()
    {
        {
            Weakness.BudgetsBelongToTickets,
            Name(typeof(GuessingTests), nameof(GuessingTests.Many_tickets_share_the_budget_of_the_account)),
            "guesses were looked at"
        },
        {
            Weakness.BudgetsBelongToTickets,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_thousand_wrong_codes_at_once_stay_within_the_twenty_of_a_day)),
            "Looked at in a day"
        },
        {
            Weakness.BudgetsBelongToAccounts,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_thousand_wrong_codes_at_once_stay_within_the_five_of_each_ticket)),
            "Looked at for each ticket"
        },
        {
            Weakness.MessagesClearTheTicket,
            Name(typeof(GuessingTests), nameof(GuessingTests.A_new_message_brings_its_ticket_no_new_attempts)),
            "Taken: the newest code"
        },
    };

    [Theory, MemberData(nameof(AsShipped))]
    public Task A_weakness_is_found_by_its_test(Weakness weakness, string test, string finding) =>
        IsFoundAsync(host.Target, weakness, test, finding);

    [Theory, MemberData(nameof(WithoutLocks))]
    public Task A_weakness_that_a_lock_would_hide_is_found_by_its_test(Weakness weakness, string test, string finding) =>
        IsFoundAsync(host.Unlocked, weakness, test, finding);

    [Fact]
    public async Task A_set_of_codes_that_is_not_replaced_is_found_by_its_test()
    {
        await using var target = await WeakTarget.StartAsync(Targets.Lifted);
        await IsFoundAsync(target, WithoutLimits.Weakness, WithoutLimits.Test, WithoutLimits.Finding);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task Delivery_inside_the_request_is_found_by_its_test()
    {
        using var sink = new SmtpSink();
        await using var target = await WeakTarget.StartAsync([.. Targets.AsShipped, .. SmtpSink.Settings], sink);
        await IsFoundAsync(target, WithMailServer.Weakness, WithMailServer.Test, WithMailServer.Finding);
    }

    [Fact]
    public void Every_weakness_has_its_test() =>
        Assert.Equal(
            Enum.GetValues<Weakness>().Except([Weakness.None]),
            AsShipped.Concat(WithoutLocks).Select(row => (Weakness)row[0])
                .Append(WithoutLimits.Weakness).Append(WithMailServer.Weakness).Distinct().Order());

    // The test holds against the host as it is; with the weakness it fails, and not by an accident: a server that broke, or an attack that
    // could not be tried, is another exception.
    private static async Task IsFoundAsync(WeakTarget target, Weakness weakness, string test, string finding)
    {
        await target.RunAsync(Weakness.None, test);

        var broken = await Assert.ThrowsAsync<BrokenInException>(() => target.RunAsync(weakness, test));
        Assert.Contains(finding, broken.Message, StringComparison.Ordinal);
    }

    private static string Name(Type type, string test) => $"{type.Name}.{test}";
}

/// <summary>Two weak hosts for all of their tests.</summary>
public sealed class WeakHostFixture : IAsyncLifetime
{
    private readonly List<WeakTarget> _targets = [];

    internal WeakTarget Target => _targets[0];

    internal WeakTarget Unlocked => _targets[1];

    public async Task InitializeAsync()
    {
        _targets.Add(await WeakTarget.StartAsync(Targets.AsShipped));
        _targets.Add(await WeakTarget.StartAsync(Targets.Unlocked));
    }

    public async Task DisposeAsync()
    {
        foreach (var target in _targets)
        {
            await target.DisposeAsync();
        }
    }
}
