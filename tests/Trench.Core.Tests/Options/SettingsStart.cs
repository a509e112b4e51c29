using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trench.Testing;

namespace Trench.Core.Tests;

/// <summary>An application that has users, a store, an e-mail channel and an app channel, and starts with the given settings.</summary>
internal sealed class SettingsStart
{
    private readonly ConfigurationBuilder _configuration = new();
    private readonly List<Action<TrenchBuilder>> _additions = [];

    public InMemoryMfaStore Store { get; } = new();

    public LogLines Log { get; } = new();

    public IServiceCollection Services { get; } = new ServiceCollection();

    public static SettingsStart With(string json) => new SettingsStart().Json($$"""{ "TRENCH_AUTH": {{json}} }""");

    public SettingsStart Json(string json)
    {
        _configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        return this;
    }

    public SettingsStart Values(params (string Key, string? Value)[] values)
    {
        _configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        return this;
    }

    public SettingsStart Environment(string prefix)
    {
        _configuration.AddEnvironmentVariables(prefix);
        return this;
    }

    public SettingsStart Add(Action<TrenchBuilder> addition)
    {
        _additions.Add(addition);
        return this;
    }

    /// <summary>Starts and returns the services.</summary>
    public async Task<IServiceProvider> RunAsync()
    {
        Services.AddLogging(logging => logging.AddProvider(Log));
        Services.AddSingleton(new MasterKey(new byte[MasterKey.MinimumLength]));
        Services.AddSingleton<IMfaStore>(Store);
        Services.AddSingleton<IOutboxStore>(Store);
        Services.AddSingleton<ISecretProtector>(_ => throw new NotSupportedException("Nothing is sealed while an application starts."));
        var trench = Services.AddTrench(_configuration.Build().GetSection("TRENCH_AUTH"))
            .AddUsers<UsersWithFields>()
            .AddHandler(LetterDispatcher.Email)
            .AddHandler(CardMethod.App);
        _additions.ForEach(addition => addition(trench));
        var services = Services.BuildServiceProvider();
        foreach (var part in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await part.StartingAsync(CancellationToken.None);
            await part.StartedAsync(CancellationToken.None);
        }

        return services;
    }

    /// <summary>The settings an application starts with.</summary>
    public async Task<TrenchOptions> AcceptedAsync() =>
        (await RunAsync()).GetRequiredService<Microsoft.Extensions.Options.IOptions<TrenchOptions>>().Value;

    /// <summary>Why an application does not start.</summary>
    public async Task<TrenchStartException> RefusedAsync() => await Assert.ThrowsAsync<TrenchStartException>(RunAsync);
}

/// <summary>Users with an e-mail address and a phone number.</summary>
internal sealed class UsersWithFields : IUserDirectory
{
    public Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken) => Task.FromResult<MfaUser?>(null);

    public Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<MfaUser?>(null);

    public bool HasField(string path) => path is "email" or "phone_number" or "Profile.Phone";

    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>A channel that takes every message.</summary>
internal sealed class LetterDispatcher : AbstractMessageDispatcher
{
    public static readonly MethodHandler Email = new("email", typeof(LetterDispatcher))
    {
        Aliases = ["trench.backends.basic_mail.SendMailMessageDispatcher"],
        Keys = ["EMAIL_SUBJECT", "EMAIL_PLAIN_TEMPLATE", "EMAIL_HTML_TEMPLATE", "FROM_EMAIL"],
        BuiltIn = [new MethodSettings("email", "email", new Dictionary<string, string> { ["EMAIL_SUBJECT"] = "Your code" }) { SourceField = "email" }],
    };

    public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent());

    public static void AddSms(TrenchBuilder trench) => trench
        .AddHandler(Gateway("twilio", "twilio.TwilioBackend", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_VERIFIED_FROM_NUMBER"))
        .AddHandler(Gateway("smsapi", "sms_api.SMSAPIMessageDispatcher", "SMSAPI_ACCESS_TOKEN", "SMSAPI_FROM_NUMBER"))
        .AddHandler(Gateway("aws_sns", "aws.AWSMessageDispatcher", "AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_REGION"));

    private static MethodHandler Gateway(string name, string alias, params string[] keys) =>
        new(name, typeof(LetterDispatcher)) { Aliases = ["trench.backends." + alias], Keys = keys };
}

/// <summary>A method that sends nothing.</summary>
internal sealed class CardMethod : Method
{
    public static readonly MethodHandler App = new("app", typeof(CardMethod))
    {
        Aliases = ["trench.backends.application.ApplicationMessageDispatcher"],
        Keys = ["PERIOD", "PINS"],
        BuiltIn = [new MethodSettings("app", "app", new Dictionary<string, string>())],
        Check = (settings, _) => settings.Number("PERIOD", 30) < 15 ? ["PERIOD is too short: set 15 to 120 seconds."] : [],
    };

    public static readonly MethodHandler YubiKey = new("yubikey", typeof(CardMethod))
    {
        Aliases = ["trench.backends.yubikey.YubiKeyMessageDispatcher"],
        Keys = ["YUBICLOUD_CLIENT_ID"],
        BuiltIn = [new MethodSettings("yubi", "yubikey", new Dictionary<string, string>())],
    };

    public override AnswerShape Shape => AnswerShape.Digits(6);

    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<NewFactor>>(new NewFactor(Factor.Empty, "Hold the card to the reader."));

    public override Question Ask(Enrolment enrolment) => new("Hold the card to the reader.", SendsCode: false);

    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken) => Task.FromResult(Verdict.Wrong());
}

/// <summary>The lines an application logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
