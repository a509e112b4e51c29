using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>The configured methods as drf-jwt-2fa sees them: one app, and everything that delivers.</summary>
internal sealed class CodeTokenMethods(SettingSection<CodeTokenOptions> settings, MethodRegistry registry, IOptions<TrenchOptions> engine)
{
    /// <summary>The handler of authenticator apps.</summary>
    public const string AppHandler = "app";

    private const string EmailHandler = "email";

    /// <summary>The authenticator app's method; null when none is configured.</summary>
    public string? App { get; } = engine.Value.Methods.FirstOrDefault(IsApp)?.Name;

    /// <summary>The method that sends codes to users without one of their own; null when there is none.</summary>
    public string? Sender { get; } = SenderOf(settings.Value, engine.Value);

    /// <summary>The method that sends codes to users without one of their own.</summary>
    public static string? SenderOf(CodeTokenOptions options, TrenchOptions engine) => options.Sender is not null
        ? CodeSenderDispatcher.Method.Name
        : engine.Methods.FirstOrDefault(method => method is { Handler: EmailHandler, SourceField: not null })?.Name;

    /// <summary>drf-jwt-2fa's name of a method; null of one that it has none for.</summary>
    public string? KindOf(string method) => registry.IsDelivered(method)
        ? TwoFactorMethods.CodeSender
        : registry.Find(method) is { } found && IsApp(found) ? TwoFactorMethods.Totp : null;

    /// <summary>The methods of a kind, and what is enrolled where the user has none of it.</summary>
    public Preference Preferring(string kind) => new(method => KindOf(method) == kind)
    {
        Fallback = kind == TwoFactorMethods.CodeSender ? Sender : null,
    };

    /// <summary>Whether a method sends mails.</summary>
    public bool IsEmail(string? method) => method is not null && registry.Find(method)?.Handler == EmailHandler;

    private static bool IsApp(MethodSettings method) => method.Handler == AppHandler;
}
