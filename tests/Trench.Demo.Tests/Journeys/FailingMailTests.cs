namespace Trench.Demo.Tests;

/// <summary>A real mail server that refuses, or says nothing, for one address.</summary>
public sealed class FailingMailTests
{
    [ComponentFact(Component.SmtpSink)]
    public async Task Each_request_for_a_code_is_422_while_the_server_refuses_and_goes_through_as_soon_as_it_does_not()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync(SmtpSink.Settings);
        using var sink = new SmtpSink();
        var person = await EnrolledAsync(node, sink);
        await sink.SetModeAsync(person.Email, SinkMode.RefuseForNow);

        (await person.PostAsync("/auth/code/request", new { method = "email" })).Has(422);
        (await person.PostAsync("/auth/code/request", new { method = "email" })).Has(422);
        (await person.PostAsync("/auth/email/deactivate", new { })).Has(422);
        await sink.SetModeAsync(person.Email, SinkMode.Accept);

        (await person.PostAsync("/auth/code/request", new { method = "email" })).Has(200);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task An_activation_is_422_while_the_server_refuses_and_can_be_begun_again()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync(SmtpSink.Settings);
        using var sink = new SmtpSink();
        var person = await Person.RegisterAsync(node.Host);
        await sink.SetModeAsync(person.Email, SinkMode.RefuseForNow);

        (await person.PostAsync("/auth/email/activate", new { })).Has(422);
        (await person.PostAsync("/auth/code/request", new { method = "email" })).Has(422);
        await sink.SetModeAsync(person.Email, SinkMode.Accept);

        (await person.PostAsync("/auth/email/activate", new { })).Has(200);
        await person.ConfirmAsync("email", new { code = (await sink.WaitForMailAsync(person.Email)).Code });
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_server_that_says_nothing_is_waited_for_a_moment_and_not_blamed()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync([.. SmtpSink.Settings, new("TRENCH_AUTH:SEND_WAIT", "1")]);
        using var sink = new SmtpSink();
        var person = await Person.RegisterAsync(node.Host);
        await sink.SetModeAsync(person.Email, SinkMode.Hang);

        (await person.PostAsync("/auth/email/activate", new { })).Has(200);
        Assert.Empty(await sink.MailsAsync(person.Email));
    }

    private static async Task<Person> EnrolledAsync(LoneNode node, SmtpSink sink)
    {
        var person = await Person.RegisterAsync(node.Host);
        (await person.PostAsync("/auth/email/activate", new { })).Has(200);
        await person.ConfirmAsync("email", new { code = (await sink.WaitForMailAsync(person.Email)).Code });
        return person;
    }
}
