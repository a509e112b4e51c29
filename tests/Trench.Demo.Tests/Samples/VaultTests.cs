namespace Trench.Demo.Tests;

/// <summary>
/// Each refusal of the vault of samples/Extending. That a wrong and a spent code are 403, and somebody without a factor 409, is in
/// <see cref="ExtendingTests"/>.
/// </summary>
public sealed class VaultTests
{
    private const string Wrong = "000000";
    private const int MessagesAnHour = 5;
    private static readonly TimeSpan FirstLock = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_no_code_is_400_and_costs_nothing()
    {
        await using var door = await Door.OpenAsync();
        var pass = await door.EnrolAsync();
        var confirmation = await ConfirmationAsync(door, pass);

        for (var tries = 0; tries < 10; tries++)
        {
            var answer = await OpenAsync(door, pass, confirmation, "seven");
            Assert.Contains("That is no code.", answer.Has(400).Text, StringComparison.Ordinal);
        }

        (await OpenAsync(door, pass, confirmation, await door.CodeAsync(mails: 2))).Has(200);
    }

    [Fact]
    public async Task Five_wrong_codes_are_a_lock_and_both_routes_are_429_until_its_end()
    {
        await using var door = await Door.OpenAsync();
        var pass = await door.EnrolAsync();
        var (first, second) = (await ConfirmationAsync(door, pass), await ConfirmationAsync(door, pass));
        var code = await door.CodeAsync(mails: 3);
        foreach (var confirmation in (string[])[first, first, first, second, second])
        {
            (await OpenAsync(door, pass, confirmation, Wrong)).Has(403);
        }

        MustWait(await OpenAsync(door, pass, second, code), FirstLock);
        MustWait(await AskAsync(door, pass), FirstLock);
    }

    [Fact]
    public async Task Who_asks_for_more_messages_than_an_address_may_get_is_429()
    {
        await using var door = await Door.OpenAsync();
        var pass = await door.EnrolAsync();
        var sent = 0;
        Answer answer;
        do
        {
            answer = await AskAsync(door, pass);
        }
        while (answer.Status == 200 && ++sent <= MessagesAnHour);

        Assert.InRange(sent, 1, MessagesAnHour);
        MustWait(answer, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_code_that_could_not_be_sent_is_422()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");
        await door.EnrolPagerAsync(pass);
        door.FillBoard();

        Assert.Contains("The code could not be sent.", (await AskAsync(door, pass)).Has(422).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_says_no_is_422_with_its_own_words()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");
        (await door.SendAsync(HttpMethod.Put, "/mfa/sms/request", new { phone_number = "48501234567" }, pass)).Has(200);
        var texted = await door.SlipAsync();
        (await door.SendAsync(HttpMethod.Put, "/mfa/sms/verify", new { mfa_code = texted[^6..] }, pass)).Has(200);
        door.FillBoard();

        Assert.Contains("The board is full.", (await AskAsync(door, pass)).Has(422).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verifier_that_is_away_is_503_and_says_when_to_come_again()
    {
        await using var door = await Door.OpenAsync(new KeyValuePair<string, string>("WCD_2FACTOR:METHODS:1", $"{typeof(AwayDescriptor)}"));
        var pass = (await door.KnockAsync()).Has(200).String("pass");
        await door.EnrolProvenAsync(AwayDescriptor.Name, pass);

        var answer = await OpenAsync(door, pass, await ConfirmationAsync(door, pass), Wrong);

        Assert.Equal(TimeSpan.FromSeconds(5), answer.Has(503).Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Somebody_elses_confirmation_is_403_and_costs_its_owner_nothing()
    {
        await using var door = await Door.OpenAsync();
        var pass = await door.EnrolAsync();
        var confirmation = await ConfirmationAsync(door, pass);
        var code = await door.CodeAsync(mails: 2);

        (await OpenAsync(door, await door.MeetAsync("bert"), confirmation, code)).Has(403);

        (await OpenAsync(door, pass, confirmation, code)).Has(200);
    }

    [Fact]
    public async Task A_confirmation_of_another_action_is_403_and_stays_good_for_its_own()
    {
        await using var door = await Door.OpenAsync();
        var pass = (await door.KnockAsync()).Has(200).String("pass");
        var id = await door.EnrolPagerAsync(pass);
        var body = new { user_config_id = id, action = "safe.open", data = new { } };
        var confirmation = (await door.Api.PostAsync("/2factor/confirmation/request", body, pass)).Has(200).String("id");

        (await OpenAsync(door, pass, confirmation, (await door.SlipAsync())[^6..])).Has(403);

        (await door.Api.PostAsync("/safe/open", new { confirmationId = confirmation }, pass)).Has(200);
    }

    private static Task<Answer> AskAsync(Door door, string pass) => door.Api.PostAsync("/vault/ask", new { number = 7 }, pass);

    private static async Task<string> ConfirmationAsync(Door door, string pass) =>
        (await AskAsync(door, pass)).Has(200).String("confirmation");

    private static Task<Answer> OpenAsync(Door door, string pass, string confirmation, string code) =>
        door.Api.PostAsync("/vault/open", new { confirmation, code }, pass);

    private static void MustWait(Answer answer, TimeSpan longest)
    {
        var wait = answer.Has(429).Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        Assert.InRange(wait, TimeSpan.FromSeconds(1), longest);
    }
}
