using Trench;
using Trench.Backends.YubiKey;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds YubiKeys to Trench.</summary>
public static class YubiKeyTrenchBuilderExtensions
{
    private const string Handler = "yubikey";
    private const string Method = "yubi";

    /// <summary>
    /// Adds the handler <c>yubikey</c> and the method <c>yubi</c>. Without an account of YubiCloud or keys of one's own the method is
    /// listed in Development only, and none of its codes is good.
    /// </summary>
    public static TrenchBuilder AddYubiKey(this TrenchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpClient<YubiCloud>(YubiCloud.Bound)
            .ConfigurePrimaryHttpMessageHandler(YubiCloud.Handler)
            .RemoveAllLoggers();
        return builder.AddTexts(YubiKeyPhrases.Source).AddHandler(new MethodHandler(Handler, typeof(YubiKeyDispatcher))
        {
            Aliases = ["trench.backends.yubikey.YubiKeyMessageDispatcher", "trench.backends.yubikey.YubiKeyBackend"],
            Keys = YubiKeySettings.Keys,
            BuiltIn = [new MethodSettings(Method, Handler, new Dictionary<string, string>())],
            Check = static (settings, _) => YubiKeySettings.Faults(settings),
            Missing = YubiKeySettings.Missing,
        });
    }
}
