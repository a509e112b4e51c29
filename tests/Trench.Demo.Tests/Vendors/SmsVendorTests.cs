using System.Diagnostics;

namespace Trench.Demo.Tests;

/// <summary>SMS gateways behind the demo: what works, and what becomes of whoever meets one that does not.</summary>
public sealed class SmsVendorTests(SmsVendors vendors) : IClassFixture<SmsVendors>
{
    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var handler in SmsVendors.Handlers)
            {
                foreach (var fault in SmsVendors.Faults)
                {
                    faults.Add(handler, fault);
                }
            }

            return faults;
        }
    }

    [Theory]
    [InlineData("twilio")]
    [InlineData("smsapi")]
    [InlineData("aws_sns")]
    public async Task A_code_that_a_gateway_took_enrols_and_signs_in(string handler)
    {
        vendors.Mend(handler);
        var person = await WithPhoneAsync();
        await EnrolAsync(person, SmsVendors.Method(handler));

        var ticket = "";
        var code = await vendors.CodeOfAsync(async () => ticket = await person.TicketAsync());

        (await person.CompleteAsync(ticket, code)).Has(200);
    }

    // Without an answer in time it is said that the message is on its way, and the worker goes on; everything else is a failure told at once.
    [Theory, MemberData(nameof(Faults))]
    public async Task A_gateway_with_a_fault_is_a_refusal_in_time_and_activates_nothing(string handler, string fault)
    {
        vendors.Break(fault);
        var person = await WithPhoneAsync();
        var method = SmsVendors.Method(handler, fault);
        var watch = Stopwatch.StartNew();

        var answer = (await person.PostAsync($"/auth/{method}/activate", new { })).Has(fault == "slow" ? 200 : 422);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(SmsVendors.Words, answer.Text, StringComparison.Ordinal);
        Assert.Empty(await person.MethodsAsync());
        (await person.PostAsync($"/auth/{method}/activate/confirm", new { code = "000000" })).Has(400);
        Assert.NotNull((await person.LogInAsync()).Has(200)["access"]);
    }

    [Theory]
    [InlineData("twilio")]
    [InlineData("smsapi")]
    [InlineData("aws_sns")]
    public async Task A_login_does_not_wait_for_a_broken_gateway_and_a_backup_code_completes_it(string handler)
    {
        vendors.Mend(handler);
        var person = await WithPhoneAsync();
        var codes = await EnrolAsync(person, SmsVendors.Method(handler));
        vendors.Break();

        (await person.CompleteAsync(await person.TicketAsync(), codes[0])).Has(200);
    }

    private async Task<string[]> EnrolAsync(Person person, string method)
    {
        var code = await vendors.CodeOfAsync(async () => (await person.PostAsync($"/auth/{method}/activate", new { })).Has(200));
        return await person.ConfirmAsync(method, new { code });
    }

    private async Task<Person> WithPhoneAsync()
    {
        var person = Person.Stranger(vendors.Host);
        var body = new { username = person.Name, password = Person.Password, phone_number = "+4850" + Codes.Digits(7) };
        (await person.Api.PostAsync("/auth/users", body)).Has(201);
        await person.SignInAsync();
        return person;
    }
}
