namespace Trench.Backends.Sms;

/// <summary>What the registrations of the three channels have in common.</summary>
internal static class SmsHandler
{
    /// <summary>A registration with one method that exists without configuration.</summary>
    /// <param name="name">The handler's name.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="credentials">The keys without which there is no account.</param>
    /// <param name="accountKeys">All keys of the account.</param>
    /// <param name="accountFaults">What is wrong with a method's account.</param>
    public static MethodHandler Of<TGateway>(
        string name,
        string method,
        string credentials,
        IReadOnlyList<string> accountKeys,
        Func<MethodSettings, IEnumerable<string>> accountFaults)
        where TGateway : ISmsGateway => new(name, typeof(SmsDispatcher<TGateway>))
        {
            Keys = [.. accountKeys, GatewayKeys.BaseUrl, SmsWording.DomainKey, "CODE_DIGITS"],
            BuiltIn =
            [
                new MethodSettings(method, name, new Dictionary<string, string>()) { SourceField = "PhoneNumber", Field = "phone_number" },
            ],
            Check = (settings, _) => [.. accountFaults(settings), .. GatewayKeys.BaseUrlFaults(settings), .. SmsWording.Faults(settings)],
            Missing = settings => TGateway.HasAccount(settings) ? null : $"has no account to send from; set {credentials}.",
        };

    /// <summary>Whether a method is one of a handler's, under whichever of its names.</summary>
    public static bool Serves(this MethodHandler handler, MethodSettings method) =>
        handler.Aliases.Append(handler.Name).Contains(method.Handler, StringComparer.OrdinalIgnoreCase);
}
