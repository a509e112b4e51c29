using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trench.Backends.Email.Tests;
using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>An application with SMS, in a given environment, and hands to send one message.</summary>
internal sealed class SmsBench : IAsyncDisposable
{
    public const string Phone = "+48500100200";
    public const string Code = "012345";

    private readonly TestHost _host;
    private readonly ServiceProvider _services;

    private SmsBench(TestHost host, IEnumerable<(string Key, string Value)> settings)
    {
        _host = host;
        var last = settings.GroupBy(pair => pair.Key).Select(given => given.Last());
        var configuration = TestHost.Configure([.. last.Select(pair => ("TRENCH_AUTH:" + pair.Key, pair.Value))]);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(host);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddTrench(configuration.GetSection("TRENCH_AUTH")).AddUsers<InMemoryUsers>().AddSms();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeClock Clock { get; } = new();

    public CapturedLog Log { get; } = new();

    public DevelopmentMailbox Mailbox => _services.GetRequiredService<DevelopmentMailbox>();

    public TrenchOptions Options => _services.GetRequiredService<IOptions<TrenchOptions>>().Value;

    public static SmsBench Development(params (string Key, string Value)[] settings) => new(TestHost.Development, settings);

    public static SmsBench Production(params (string Key, string Value)[] settings) => new(TestHost.Production, settings);

    /// <summary>Twilio with a full account, at the double's address.</summary>
    public static SmsBench Twilio(string baseUrl, params (string Key, string Value)[] settings) => Gateway(
        "sms_twilio", baseUrl, settings, GatewayAccounts.Of("twilio"));

    /// <summary>SMSAPI with a full account, at the double's address.</summary>
    public static SmsBench SmsApi(string baseUrl, params (string Key, string Value)[] settings) => Gateway(
        "sms_api", baseUrl, settings, GatewayAccounts.Of("smsapi"));

    /// <summary>SNS with a full account, at the double's address.</summary>
    public static SmsBench AwsSns(string baseUrl, params (string Key, string Value)[] settings) => Gateway(
        "sms_aws", baseUrl, settings, GatewayAccounts.Of("aws_sns"));

    /// <summary>One of the three by its method's name.</summary>
    public static SmsBench Of(string method, string baseUrl) => method switch
    {
        "sms_twilio" => Twilio(baseUrl),
        "sms_api" => SmsApi(baseUrl),
        _ => AwsSns(baseUrl),
    };

    public static Message Message(string to = Phone, string id = "0123456789abcdef0123456789abcdef") => new()
    {
        Id = id,
        Recipient = to,
        Code = Code,
        Text = $"Your verification code is: {Code}",
        UserName = "ann",
        Purpose = Purposes.Login,
        ExpiresAt = DateTimeOffset.MaxValue,
    };

    /// <summary>Sends one message as the worker does: by a method made for this attempt.</summary>
    public async Task<Delivery> SendAsync(string method, string to = Phone, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await Make(method, scope.ServiceProvider).DispatchAsync(Message(to), cancellationToken);
    }

    /// <summary>Looks at a method.</summary>
    public T With<T>(string method, Func<AbstractMessageDispatcher, T> look)
    {
        using var scope = _services.CreateScope();
        return look(Make(method, scope.ServiceProvider));
    }

    /// <summary>What stops the start, of the settings.</summary>
    public IReadOnlyList<string> Faults()
    {
        try
        {
            _ = Options;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _host.Dispose();
    }

    private static SmsBench Gateway(
        string method,
        string baseUrl,
        IEnumerable<(string Key, string Value)> more,
        IReadOnlyList<(string Key, string Value)> account) => new(
            TestHost.Production,
            account.Append((Key: "BASE_URL", Value: baseUrl)).Select(pair => ($"MFA_METHODS:{method}:{pair.Key}", pair.Value))
                .Append(("SMS_COUNTRIES", "48,1")).Concat(more));

    private static AbstractMessageDispatcher Make(string method, IServiceProvider scope) =>
        (AbstractMessageDispatcher)scope.GetRequiredService<MethodRegistry>().Make(method, scope);
}
