using System.Globalization;
using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>One who does the same thing over and over, and never runs out of codes: the last one buys new ones.</summary>
internal sealed class BusyPerson(DemoProcess node, Api api, Flights flights)
{
    // A list of methods that grows without end would make each further one slower.
    private const int MostMethods = 8;

    private string _name = "";
    private string _token = "";
    private Queue<string> _codes = new();
    private int _methods;
    private bool _isPhoneFirst;

    /// <summary>Registers, with a method of e-mail and its backup codes.</summary>
    public async Task EnrolAsync()
    {
        await RegisterAsync();
        (await PostAsync("/auth/email/activate", new { email = $"{_name}@example.com" })).Has(200);
        var code = await Mailbox.CodeAsync(node, $"{_name}@example.com");
        _codes = new Queue<string>((await PostAsync("/auth/email/activate/confirm", new { code })).Has(200).BackupCodes);
    }

    /// <summary>The same, and a phone beside it.</summary>
    public async Task EnrolWithPhoneAsync()
    {
        await EnrolAsync();
        var phone = "+48600" + RandomNumberGenerator.GetString("0123456789", 6);
        (await PostAsync("/auth/sms_twilio/activate", new { phone_number = phone })).Has(200);
        var code = await Mailbox.CodeAsync(node, phone);
        (await PostAsync("/auth/sms_twilio/activate/confirm", new { code })).Has(200);
    }

    /// <summary>Registers, with no method.</summary>
    public async Task RegisterAsync()
    {
        _name = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 10);
        _methods = 0;
        (await PostAsync("/auth/users", new { username = _name, password = Person.Password })).Has(201);
        _token = (await FirstStepAsync()).Has(200).String("access");
    }

    public async Task LogInAsync()
    {
        var ticket = (await FirstStepAsync()).Has(200).String("ephemeral_token");
        var code = await NextCodeAsync();
        (await SendAsync(Operation.LogIn, "/auth/login/code", new { ephemeral_token = ticket, code })).Has(200);
    }

    public async Task RegenerateAsync()
    {
        var answer = await SendAsync(Operation.Regenerate, "/auth/email/codes/regenerate", new { code = _codes.Dequeue() });
        _codes = new Queue<string>(answer.Has(200).BackupCodes);
    }

    public async Task ChangePrimaryAsync()
    {
        var (method, code) = (_isPhoneFirst ? "email" : "sms_twilio", await NextCodeAsync());
        (await SendAsync(Operation.ChangePrimary, "/auth/mfa/change-primary-method", new { method, code })).Has(204);
        _isPhoneFirst = !_isPhoneFirst;
    }

    public async Task ActivateAsync() => (await SendAsync(Operation.Activate, "/auth/app/activate", new { })).Has(200);

    /// <summary>Adds one more app.</summary>
    public async Task ConfirmAppAsync()
    {
        var label = await NextLabelAsync();
        var begun = (await PostAsync("/auth/app/activate", new { label })).Has(200);
        var code = await Oathtool.TotpAsync(begun.String("secret"), TimeProvider.System.GetUtcNow());
        (await SendAsync(Operation.Confirm, "/auth/app/activate/confirm", new { id = begun.String("id"), code })).Has(200);
    }

    /// <summary>Adds one more address.</summary>
    public async Task ConfirmAddressAsync()
    {
        var label = await NextLabelAsync();
        var email = $"{_name}-{label}@example.com";
        var begun = (await PostAsync("/auth/email/activate", new { email, label })).Has(200);
        var code = await Mailbox.CodeAsync(node, email);
        (await SendAsync(Operation.Confirm, "/auth/email/activate/confirm", new { id = begun.String("id"), code })).Has(200);
    }

    private async Task<string> NextLabelAsync()
    {
        if (_methods == MostMethods)
        {
            await RegisterAsync();
        }

        return (++_methods).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string> NextCodeAsync()
    {
        if (_codes.Count == 1)
        {
            await RegenerateAsync();
        }

        return _codes.Dequeue();
    }

    private Task<Answer> FirstStepAsync() => api.PostAsync("/auth/login", new { username = _name, password = Person.Password });

    private Task<Answer> PostAsync(string path, object body) => api.PostAsync(path, body, _token);

    private Task<Answer> SendAsync(Operation operation, string path, object body) =>
        flights.SendAsync(operation, () => PostAsync(path, body));
}
