using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

public sealed class RememberedDeviceTests : IAsyncLifetime
{
    private const string Password = "correct horse";

    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _secret = "";

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["REMEMBER_DEVICES"] = "86400" });
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _secret = await _anna.EnrolTokenAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_device_that_proved_a_second_factor_signs_in_by_the_password_and_proves_nothing_by_it()
    {
        var device = await RememberAsync();

        var signedIn = Assert.IsType<SignedIn>((await _anna.BeginAsync(device, Password)).Value);

        Assert.Equal((Assurance.Password, null), (signedIn.Session.Acr, signedIn.Session.ProofUntil));
        Assert.IsType<SignedIn>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task Without_the_setting_no_device_is_remembered()
    {
        await using var engine = await TestEngine.StartAsync();
        var bert = Person.New(engine);
        await bert.SignInAsync();
        var secret = await bert.EnrolTokenAsync();

        Assert.Null(await bert.RememberAsync(await bert.TicketAsync(), bert.CodeOf(secret)));
    }

    [Fact]
    public async Task A_password_alone_is_not_remembered()
    {
        var bert = Person.New(_engine);

        Assert.Null(await bert.RememberAsync(Assert.IsType<SignedIn>((await bert.BeginAsync()).Value)));
    }

    [Fact]
    public async Task A_remembered_login_does_not_remember_anew()
    {
        var device = await RememberAsync();

        Assert.Null(await _anna.RememberAsync(Assert.IsType<SignedIn>((await _anna.BeginAsync(device, Password)).Value)));
    }

    // Attack: the token of one's own device at somebody else's account, or in another place.
    [Fact]
    public async Task A_device_is_one_user_s_at_one_facade_and_client_and_no_ticket_of_anything_else()
    {
        var device = await RememberAsync();
        var bert = Person.New(_engine);
        await bert.SignInAsync();
        await bert.EnrolTokenAsync();
        var ticket = await _anna.TicketAsync();

        Assert.IsType<Asked>((await bert.BeginAsync(device, Password)).Value);
        Assert.IsType<Asked>((await _anna.Through("deux").BeginAsync(device, Password)).Value);
        Assert.IsType<Asked>((await _anna.ThroughClient("app").BeginAsync(device, Password)).Value);
        Assert.IsType<Asked>((await _anna.BeginAsync(device + "=", Password)).Value);
        Assert.IsType<Asked>((await _anna.BeginAsync(ticket, Password)).Value);
        Assert.Equal(RefusalKind.TicketUnknown, (await _anna.CompleteAsync(device, _anna.CodeOf(_secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task The_password_is_still_needed()
    {
        var device = await RememberAsync();

        Assert.Equal(RefusalKind.WrongCredentials, (await _anna.BeginAsync(device, "wrong")).Refusal?.Kind);
    }

    [Fact]
    public async Task It_ends_with_its_time()
    {
        var device = await RememberAsync();
        _engine.Clock.Advance(TimeSpan.FromDays(1));

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task It_ends_when_a_factor_comes()
    {
        var device = await RememberAsync();
        await _anna.SignInAsync(NextCode());
        await _anna.EnrolAsync("pigeon");

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task It_ends_when_a_factor_goes()
    {
        await _anna.SignInAsync(NextCode());
        var codes = await _anna.EnrolAsync("pigeon");
        var device = await RememberAsync();
        Assert.True((await _anna.DeactivateAsync("pigeon", codes[0])).Succeeded);

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task It_ends_when_a_secret_is_replaced()
    {
        var device = await RememberAsync();
        await _anna.SignInAsync(NextCode());
        var id = Assert.Single(await _anna.ListAsync()).Id;
        var secret = (await _anna.ActivateAsync("token", id: id)).Value!.Members["secret"];
        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(secret), id)).Succeeded);

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task It_ends_with_the_password()
    {
        var device = await RememberAsync();
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Stamp = "another" });

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
    }

    [Fact]
    public async Task It_ends_when_the_user_says_so_and_open_questions_stay()
    {
        var device = await RememberAsync();
        var ticket = await _anna.TicketAsync();
        await _anna.ForgetDevicesAsync();

        Assert.IsType<Asked>((await _anna.BeginAsync(device, Password)).Value);
        Assert.True((await _anna.CompleteAsync(ticket, NextCode())).Succeeded);
    }

    // The code is spent and the session is there.
    [Fact]
    public async Task A_login_does_not_fail_by_a_device_that_cannot_be_remembered()
    {
        var signedIn = (await _anna.CompleteAsync(await _anna.TicketAsync(), NextCode())).Value!;
        var away = DispatchProxy.Create<IMfaStore, AwayStore>();

        var device = await _engine.InScopeAsync(services => new DeviceFlow(
                services.GetRequiredService<RememberedDevices>(), away, services.GetRequiredService<Journal>(), NullLogger<DeviceFlow>.Instance)
            .RememberAsync(signedIn, _anna.Caller, default));

        Assert.Null(device);
    }

    [Fact]
    public async Task Remembering_and_forgetting_are_told()
    {
        await RememberAsync();
        await _anna.ForgetDevicesAsync();

        var told = (await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100), default)).Select(happened => happened.Name).ToList();
        Assert.Contains(EventNames.DeviceRemembered, told);
        Assert.Contains(EventNames.DevicesForgotten, told);
    }

    private async Task<string> RememberAsync() => (await _anna.RememberAsync(await _anna.TicketAsync(), NextCode()))!;

    private string NextCode()
    {
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        return _anna.CodeOf(_secret);
    }

    /// <summary>A store whose database does not answer.</summary>
    public class AwayStore : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
            throw new StoreUnavailableException("away", new TimeoutException());
    }
}
