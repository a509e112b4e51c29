using Trench;
using Trench.Backends.AuthenticatorApp;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authenticator apps to Trench.</summary>
public static class AuthenticatorAppTrenchBuilderExtensions
{
    private const string Name = "app";

    /// <summary>Adds the handler <c>app</c> and the method <c>app</c>.</summary>
    public static TrenchBuilder AddAuthenticatorApp(this TrenchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddTexts(AuthenticatorAppPhrases.Source).AddHandler(new MethodHandler(Name, typeof(AuthenticatorAppDispatcher))
        {
            Aliases = ["trench.backends.application.ApplicationMessageDispatcher", "trench.backends.application.ApplicationBackend"],
            Keys = AuthenticatorAppSettings.Keys,
            BuiltIn = [new MethodSettings(Name, Name, new Dictionary<string, string>())],
            Check = AuthenticatorAppSettings.Faults,
        });
    }
}
