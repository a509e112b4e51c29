namespace Trench.Demo.Tests;

public sealed class SmtpJourneyTests
{
    [ComponentFact(Component.SmtpSink)]
    public async Task A_person_enrols_and_logs_in_by_mail_that_a_real_server_took()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync(SmtpSink.Settings);
        using var sink = new SmtpSink();
        var person = await Person.RegisterAsync(node.Host);

        (await person.PostAsync("/auth/email/activate", new { })).Has(200);
        var activation = await sink.WaitForMailAsync(person.Email);
        var codes = await person.ConfirmAsync("email", new { code = activation.Code });
        var ticket = await person.TicketAsync();
        var login = await WaitForCodeAsync(sink, person.Email, activation);
        (await person.CompleteAsync(ticket, login.Code)).Has(200);

        Assert.Equal(10, codes.Length);
        Assert.True(activation.Tls);
        Assert.Equal(TestEnvironment.SmtpUser, activation.User);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], activation.Parts);
    }

    // Notices about the change may come before it or after it; they carry no code.
    private static async Task<SinkMail> WaitForCodeAsync(SmtpSink sink, string address, SinkMail before)
    {
        for (var count = 2; ; count++)
        {
            await sink.WaitForMailAsync(address, count);
            var mails = await sink.MailsAsync(address);
            if (mails.Where(mail => mail.Subject == before.Subject).Skip(1).LastOrDefault() is { } login)
            {
                return login;
            }
        }
    }
}
