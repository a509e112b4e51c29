namespace Trench.Demo.Tests;

/// <summary>Every hostile value in the member it is made for: refused in good order, never repeated, and nothing is lost by it.</summary>
[Collection(DemoTests.Name)]
public sealed class HostileValueTests(DemoHosts hosts)
{
    public static TheoryData<int> Codes => Numbers("code");

    public static TheoryData<int> Tickets => Numbers("ephemeral_token");

    public static TheoryData<int> Methods => Numbers("method");

    [Theory, MemberData(nameof(Codes))]
    public async Task A_code_at_the_second_step(int number)
    {
        var input = BadInputs.Of("code").ElementAt(number);
        var victim = await Victim.CreateAsync(await hosts.OnAsync(Database.Sqlite));
        var value = await victim.ValueAsync(input);
        var ticket = await victim.Person.TicketAsync();

        var answer = await victim.Person.CompleteAsync(ticket, value);

        if (input.Expect == "accepted-normalised")
        {
            answer.Has(200);
            return;
        }

        IsRefused(answer, value);
        (await victim.Person.CompleteAsync(ticket, await victim.CodeAsync())).Has(200);
        var left = victim.BackupCodes.Count();
        Assert.Equal(left - 1, await victim.SignInWithBackupCodeAsync());
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task A_code_where_methods_are_managed(int number)
    {
        var input = BadInputs.Of("code").ElementAt(number);
        var victim = await Victim.CreateAsync(await hosts.OnAsync(Database.Sqlite));
        if (input.Expect == "accepted-normalised")
        {
            return;
        }

        var code = await victim.ValueAsync(input);
        (await victim.Person.PostAsync("/auth/app/activate", new { label = "pending" })).Has(200);
        var before = (await victim.Person.MethodsAsync()).ToJsonString();

        IsRefused(await victim.Person.PostAsync("/auth/app/activate/confirm", new { code, label = "pending" }), code);
        IsRefused(await victim.Person.PostAsync("/auth/app/deactivate", new { code }), code);
        IsRefused(await victim.Person.PostAsync("/auth/app/codes/regenerate", new { code }), code);
        IsRefused(await victim.Person.PostAsync("/auth/mfa/change-primary-method", new { method = "app", code }), code);

        Assert.Equal(before, (await victim.Person.MethodsAsync()).ToJsonString());
        var left = victim.BackupCodes.Count();
        Assert.Equal(left - 1, await victim.SignInWithBackupCodeAsync());
    }

    [Theory, MemberData(nameof(Tickets))]
    public async Task A_ticket_at_the_second_step(int number)
    {
        var input = BadInputs.Of("ephemeral_token").ElementAt(number);
        var victim = await Victim.CreateAsync(await hosts.OnAsync(Database.Sqlite));
        var value = await victim.ValueAsync(input, await victim.Person.TicketAsync());

        IsRefused(await victim.Person.CompleteAsync(value, await victim.CodeAsync()), value);

        (await victim.Person.CompleteAsync(await victim.Person.TicketAsync(), await victim.CodeAsync())).Has(200);
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task A_name_of_a_method(int number)
    {
        var input = BadInputs.Of("method").ElementAt(number);
        var victim = await Victim.CreateAsync(await hosts.OnAsync(Database.Sqlite));
        var (person, method) = (victim.Person, input.Value());

        // "app" stands for a pending enrolment there; here the victim's own app is active and e-mail is pending.
        method = method == "app" ? "email" : method;
        (await person.PostAsync("/auth/email/activate", new { })).Has(200);
        var code = await victim.CodeAsync();

        if (input.Field == "path")
        {
            // A client folds "/auth/../admin" to "/admin", which is no route of anybody: that 404 is the server's own, without a body.
            Assert.InRange((await person.PostAsync($"/auth/{method}/activate", new { })).Status, 400, 499);
            Assert.InRange((await person.PostAsync($"/auth/{method}/deactivate", new { code })).Status, 400, 499);
        }
        else
        {
            IsRefused(await person.PostAsync("/auth/mfa/change-primary-method", new { method, code }), method);
        }

        Assert.Equal("app", Assert.Single(await person.MethodsAsync())!["name"]!.GetValue<string>());
        (await person.CompleteAsync(await person.TicketAsync(), code)).Has(200);
    }

    internal static void IsRefused(Answer answer, string value)
    {
        Assert.InRange(answer.Status, 400, 499);
        Assert.NotNull(answer["error_code"]);
        var isTelling = value.Trim().Length > 3 && !"This field".Contains(value, StringComparison.Ordinal);
        Assert.False(isTelling && answer.Text.Contains(value, StringComparison.Ordinal), $"Repeats the value: {answer}");
    }

    private static TheoryData<int> Numbers(string group) => [.. Enumerable.Range(0, BadInputs.Of(group).Count())];
}
