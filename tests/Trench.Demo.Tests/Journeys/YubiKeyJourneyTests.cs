namespace Trench.Demo.Tests;

/// <summary>People with YubiKeys at the demo's door, and a validation service of their own behind it.</summary>
public sealed class YubiKeyJourneyTests : IAsyncLifetime
{
    private YubiCloud _cloud = null!;
    private LoneNode _node = null!;

    public async Task InitializeAsync()
    {
        _cloud = await YubiCloud.StartAsync();
        _node = await LoneNode.CreateAsync(_cloud.Settings);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_touch_of_the_key_enrols_and_another_one_completes_the_login()
    {
        var key = _cloud.NewKey();
        var anna = await Person.RegisterAsync(_node.Host);

        Assert.Equal("Generate code using YubiKey", (await anna.PostAsync("/auth/yubi/activate", new { })).Has(200).String("details"));
        Assert.Equal(10, (await anna.ConfirmAsync("yubi", new { code = key.Press() })).Length);

        Assert.Equal("yubi", (await anna.LogInAsync()).Has(200).String("method"));
        await anna.SignInAsync(key.Press());
    }

    // SECURITY: the key of another person, and a password that comes back.
    [Fact]
    public async Task Only_a_new_password_of_ones_own_key_signs_in()
    {
        var (own, strangers) = (_cloud.NewKey(), _cloud.NewKey());
        var anna = await EnrolledAsync(own);
        var otp = own.Press();
        await anna.SignInAsync(otp);
        _cloud.Book.Forgets = true;

        (await anna.CompleteAsync(await anna.TicketAsync(), otp)).Has(401);
        (await anna.CompleteAsync(await anna.TicketAsync(), strangers.Press())).Has(401);
        await anna.SignInAsync(own.Press());
    }

    [Fact]
    public async Task A_key_of_another_user_is_a_wrong_code()
    {
        var key = _cloud.NewKey();
        await EnrolledAsync(key);
        var bob = await Person.RegisterAsync(_node.Host);
        (await bob.PostAsync("/auth/yubi/activate", new { })).Has(200);

        var taken = (await bob.PostAsync("/auth/yubi/activate/confirm", new { code = key.Press() })).Has(400);
        var wrong = (await bob.PostAsync("/auth/yubi/activate/confirm", new { code = SoftYubiKey.New().Press() })).Has(400);

        Assert.Equal(wrong.Text, taken.Text);
    }

    [Fact]
    public async Task A_service_that_is_away_is_503_and_the_ticket_lives_on()
    {
        var key = _cloud.NewKey();
        var anna = await EnrolledAsync(key);
        var ticket = await anna.TicketAsync();
        _cloud.Book.IsUp = false;
        (await anna.CompleteAsync(ticket, key.Press())).Has(503);
        _cloud.Book.IsUp = true;

        (await anna.CompleteAsync(ticket, key.Press())).Has(200);
    }

    private async Task<Person> EnrolledAsync(SoftYubiKey key)
    {
        var person = await Person.RegisterAsync(_node.Host);
        (await person.PostAsync("/auth/yubi/activate", new { })).Has(200);
        await person.ConfirmAsync("yubi", new { code = key.Press() });
        return person;
    }
}
