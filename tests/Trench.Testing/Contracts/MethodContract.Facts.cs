using Xunit;

namespace Trench.Testing;

/// <summary>The facts that hold for every method.</summary>
public abstract partial class MethodContract
{
    /// <summary>The whole path of a person.</summary>
    [ContractFact]
    public async Task The_right_code_activates_and_a_later_one_signs_in()
    {
        var ann = await EnrolledAsync();

        var ticket = await AskAsync(ann);

        Assert.Equal(ann.Id, (await ann.CompleteAsync(ticket, await CodeAsync(ann))).Value?.User.Id);
    }

    /// <summary>And the enrolment stays pending.</summary>
    [ContractFact]
    public async Task A_wrong_code_does_not_activate()
    {
        var ann = await NewPersonAsync();
        await ActivateAsync(ann);

        var refusal = (await ann.ConfirmAsync(Method.Name, Wrong(await CodeAsync(ann)))).Refusal;

        Assert.Equal(RefusalKind.CodeWrong, refusal?.Kind);
        Assert.IsType<SignedIn>((await ann.BeginAsync()).Value);
    }

    /// <summary>And the right one does afterwards.</summary>
    [ContractFact]
    public async Task A_wrong_code_does_not_sign_in()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(ticket, Wrong(code))).Refusal?.Kind);
        Assert.True((await ann.CompleteAsync(ticket, code)).Succeeded);
    }

    /// <summary>RFC 6238 section 5.2, ASVS 6.5.1: also with a ticket of its own.</summary>
    [ContractFact]
    public async Task A_code_is_accepted_only_once()
    {
        var ann = await EnrolledAsync();
        var first = await AskAsync(ann);
        var code = await CodeAsync(ann);
        Assert.True((await ann.CompleteAsync(first, code)).Succeeded);

        var second = await AskAsync(ann);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(second, code)).Refusal?.Kind);
    }

    /// <summary>nebula-mesh PR #237: whoever saw the code of the activation must not sign in with it.</summary>
    [ContractFact]
    public async Task The_code_that_activated_does_not_sign_in()
    {
        var ann = await NewPersonAsync();
        await ActivateAsync(ann);
        var code = await CodeAsync(ann);
        Assert.True((await ann.ConfirmAsync(Method.Name, code)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(await AskAsync(ann), code)).Refusal?.Kind);
    }

    /// <summary>keycloak #26106: read-then-write lets several in.</summary>
    [ContractFact]
    public async Task Of_fifty_submissions_of_one_code_one_wins()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            await Task.Yield();
            return await ann.CompleteAsync(ticket, code);
        }));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
    }

    /// <summary>While its ticket still lives. A method whose codes have no time overrides it with what makes its codes late.</summary>
    [ContractFact]
    public virtual async Task A_late_code_is_refused()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);
        Engine.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(ticket, code)).Refusal?.Kind);
    }

    /// <summary>better-auth PR #9203: the user is the ticket's, whatever the code says.</summary>
    [ContractFact]
    public async Task Another_users_code_is_refused()
    {
        var (ann, eve) = (await EnrolledAsync(), await EnrolledAsync());
        var ticket = await AskAsync(ann);
        await AskAsync(eve);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(ticket, await CodeAsync(eve))).Refusal?.Kind);
    }

    /// <summary>devise CVE-2024-0227: five wrong answers end a ticket.</summary>
    [ContractFact]
    public async Task After_five_wrong_answers_the_right_one_is_refused()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(ticket, Wrong(code))).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.TicketExhausted, (await ann.CompleteAsync(ticket, code)).Refusal?.Kind);
    }

    /// <summary>More of them than there are attempts.</summary>
    [ContractFact]
    public async Task An_answer_of_no_possible_shape_costs_nothing()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        foreach (var answer in new[] { "", "?", "１２３４５６", "+12345", "12345\0", new string('1', 65) })
        {
            Assert.Equal(RefusalKind.CodeMalformed, (await ann.CompleteAsync(ticket, answer)).Refusal?.Kind);
        }

        Assert.True((await ann.CompleteAsync(ticket, await CodeAsync(ann))).Succeeded);
    }

    /// <summary>As people type what is shown in groups.</summary>
    [ContractFact]
    public async Task Blanks_and_hyphens_in_a_code_do_not_matter()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);

        Assert.True((await ann.CompleteAsync(ticket, $" {code[..2]} {code[2..4]}-{code[4..]}\n")).Succeeded);
    }

    /// <summary>The original answered code/request with the secret of the active method (SECURITY.md, S1).</summary>
    [ContractFact]
    public async Task What_is_shown_at_activation_is_never_shown_again()
    {
        var ann = await EnrolledAsync();
        var asked = await ann.RequestCodeAsync(Method.Name);
        var views = await ann.ListAsync();

        Assert.True(asked.Succeeded);
        var later = string.Join('\n', asked.Value.Members.Values.Append(asked.Value.Details.ToString()).Concat(views.Select(view => view.ToString())));
        Assert.All(ShownTo(ann), shown => Assert.DoesNotContain(shown, later, StringComparison.Ordinal));
    }

    /// <summary>At the most talkative level, on the right path and on the wrong one.</summary>
    [ContractFact]
    public async Task Neither_codes_nor_secrets_nor_addresses_are_logged()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var code = await CodeAsync(ann);
        await ann.CompleteAsync(ticket, Wrong(code));
        await ann.CompleteAsync(ticket, code);

        Assert.All(
            [code, Wrong(code), ticket, .. ShownTo(ann), .. AddressesOf(ann)],
            secret => Assert.DoesNotContain(secret, Engine.Log.Text, StringComparison.Ordinal));
    }
}
