namespace Trench.Demo.Tests;

/// <summary>People with YubiKeys at the demo's door, and a validation service of their own behind it.</summary>
public sealed class YubiKeyJourneyTests : IAsyncLifetime
{
    private static readonly byte[] Secret = Codes.Bytes(20);

    private readonly YubiCloudBook _book = new();
    private YubiCloudDouble _server = null!;
    private LoneNode _node = null!;

    public async Task InitializeAsync()
    {
        _book.AddClient("87", Secret);
        _server = await YubiCloudDouble.StartAsync(_book);
        _node = await LoneNode.CreateAsync(
        [
            new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_CLIENT_ID", "87"),
            new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_SECRET_KEY", Convert.ToBase64String(Secret)),
            new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_URLS", _server.Url.ToString()),
        ]);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_touch_of_the_key_enrols_and_another_one_completes_the_login()
    {
        var key = _book.Add(SoftYubiKey.New());
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
        var (own, strangers) = (_book.Add(SoftYubiKey.New()), _book.Add(SoftYubiKey.New()));
        var anna = await EnrolledAsync(own);
        var otp = own.Press();
        await anna.SignInAsync(otp);
        _book.Forgets = true;

        (await anna.CompleteAsync(await anna.TicketAsync(), otp)).Has(401);
        (await anna.CompleteAsync(await anna.TicketAsync(), strangers.Press())).Has(401);
        await anna.SignInAsync(own.Press());
    }

    [Fact]
    public async Task A_key_of_another_user_is_a_wrong_code()
    {
        var key = _book.Add(SoftYubiKey.New());
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
        var key = _book.Add(SoftYubiKey.New());
        var anna = await EnrolledAsync(key);
        var ticket = await anna.TicketAsync();
        _book.IsUp = false;
        (await anna.CompleteAsync(ticket, key.Press())).Has(503);
        _book.IsUp = true;

        (await anna.CompleteAsync(ticket, key.Press())).Has(200);
    }

    [ComponentFact(Component.Oathtool)]
    public async Task Of_mail_two_apps_and_a_key_any_signs_in_until_it_is_removed()
    {
        var key = _book.Add(SoftYubiKey.New());
        var anna = await EnrolledAsync(key);
        await anna.AddEmailAsync();
        var (first, _) = await anna.AddAppAsync();
        var second = AuthenticatorApp.Read(await anna.PostAsync("/auth/app/activate", new { label = "tablet" }), _node.Host.Clock);
        await anna.ConfirmAsync("app", new { code = await second.CodeAsync() });
        await anna.SignInAsync(await first.NextCodeAsync());
        await anna.SignInAsync(await second.CodeAsync());
        await anna.SignInAsync(key.Press());

        (await anna.PostAsync("/auth/yubi/deactivate", new { code = key.Press(), new_primary_method = "email" })).Has(204);

        // No method of hers has codes of this shape any more.
        (await anna.CompleteAsync(await anna.TicketAsync(), key.Press())).Has(400);
        await anna.SignInAsync(await first.NextCodeAsync());
    }

    private async Task<Person> EnrolledAsync(SoftYubiKey key)
    {
        var person = await Person.RegisterAsync(_node.Host);
        (await person.PostAsync("/auth/yubi/activate", new { })).Has(200);
        await person.ConfirmAsync("yubi", new { code = key.Press() });
        return person;
    }
}
