using Xunit;

namespace Trench.Testing;

/// <summary>
/// What a method that sends messages promises besides: an <see cref="AbstractMessageDispatcher"/>, shipped or an application's own.
/// </summary>
public abstract class MessageMethodContract : MethodContract
{
    /// <inheritdoc />
    protected sealed override bool Delivers => true;

    /// <summary>NIST SP 800-63B-4 section 3.1.3.2; Kratos: "resend code should invalidate previous code".</summary>
    [ContractFact]
    public async Task A_new_code_kills_the_old_one()
    {
        var ann = await EnrolledAsync();
        var ticket = await AskAsync(ann);
        var old = await CodeAsync(ann);
        LetAMomentPass();
        Assert.True((await ann.ResendAsync(ticket)).Succeeded);
        await ArriveAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(ticket, old)).Refusal?.Kind);
        Assert.True((await ann.CompleteAsync(ticket, await CodeAsync(ann))).Succeeded);
    }

    /// <summary>ASVS 6.6.2: a code that was sent to manage methods does not sign in.</summary>
    [ContractFact]
    public async Task A_code_of_one_purpose_does_not_answer_another()
    {
        var ann = await EnrolledAsync();
        Assert.True((await ann.RequestCodeAsync(Method.Name)).Succeeded);
        await ArriveAsync();
        var managing = await CodeAsync(ann);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(await AskAsync(ann), managing)).Refusal?.Kind);
        Assert.True((await ann.DeactivateAsync(Method.Name, managing)).Succeeded);
    }

    /// <summary>The original answers "has been sent" and sends nothing.</summary>
    [ContractFact]
    public async Task Without_an_address_nothing_is_begun()
    {
        var ann = await NewPersonAsync(hasAddress: false);

        Assert.Equal(RefusalKind.TargetRequired, (await ActivateAsync(ann)).Refusal?.Kind);
        Assert.Empty(Engine.Outbox);
    }

    /// <summary>And a second try with the channel repaired succeeds.</summary>
    [ContractFact]
    public async Task A_channel_that_fails_is_reported()
    {
        if (Method.SetBroken is not { } setBroken)
        {
            return;
        }

        var ann = await NewPersonAsync();
        setBroken(true);
        Assert.Equal(RefusalKind.DeliveryFailed, (await ActivateAsync(ann)).Refusal?.Kind);
        await ArriveAsync();
        setBroken(false);
        LetAMomentPass();

        Assert.True((await ActivateAsync(ann)).Succeeded);
        Assert.True((await ann.ConfirmAsync(Method.Name, await CodeAsync(ann))).Succeeded);
    }

    /// <summary>Lists show enough to recognise an address and too little to use it.</summary>
    [ContractFact]
    public async Task The_address_is_shown_masked()
    {
        var ann = await EnrolledAsync();

        var target = Assert.Single(await ann.ListAsync()).Target;

        Assert.Contains("***", target, StringComparison.Ordinal);
        Assert.DoesNotContain(ann.Address, target, StringComparison.Ordinal);
    }
}
