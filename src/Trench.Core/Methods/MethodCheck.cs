namespace Trench;

/// <summary>The settings of each method: its name, the validity and length of its codes, and what its handler says.</summary>
internal sealed class MethodCheck(HandlerTable handlers) : ISettingCheck
{
    private const int LongestName = 64;

    public IEnumerable<SettingFault> Faults(TrenchOptions options) => options.Methods.SelectMany(method => FaultsOf(method, options));

    private IEnumerable<SettingFault> FaultsOf(MethodSettings method, TrenchOptions options)
    {
        var path = $"{EngineKeys.Methods}:{method.Name}";
        if (NameFault(method.Name) is { } fault)
        {
            yield return new SettingFault(path, fault);
        }

        if (handlers.Find(method.Handler) is not { } handler)
        {
            yield return new SettingFault($"{path}:HANDLER", "names nothing known; name a registered handler.");
            yield break;
        }

        var own = handler.Check(method, options).Select(text => OwnFault(path, text));
        foreach (var next in DispatcherTypes.IsDelivered(handler.DispatcherType) ? DeliveryFaults(method, options, path).Concat(own) : own)
        {
            yield return next;
        }
    }

    // The name is a segment of routes; this one would hide the route mfa/codes/regenerate.
    private static string? NameFault(string name) => name switch
    {
        "mfa" => "is the name of a route; give the method another name.",
        _ when name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') =>
            $"is a name that cannot be part of a route; use 1 to {LongestName} letters, digits, hyphens and underscores.",
        _ => null,
    };

    // A handler's fault begins with the key it is about, where it is about one.
    private static SettingFault OwnFault(string path, string text)
    {
        var key = text.Split(' ', ':')[0];
        return key.Length > 1 && key.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? new SettingFault($"{path}:{key}", text[key.Length..].TrimStart(' ', ':'))
            : new SettingFault(path, text);
    }

    private static IEnumerable<SettingFault> DeliveryFaults(MethodSettings method, TrenchOptions options, string path)
    {
        if (method.ValidityPeriod.TotalSeconds is < 1 or > 600)
        {
            // A bad general validity is one fault, not one for each method.
            if (method.ValidityPeriod != options.DefaultValidityPeriod)
            {
                var text = RangeCheck.Text(method.ValidityPeriod.TotalSeconds, 1, 600, " seconds");
                yield return new SettingFault($"{path}:VALIDITY_PERIOD", text);
            }
        }
        else if (method.ValidityPeriod > options.TicketLifetime)
        {
            yield return new SettingFault(
                $"{path}:VALIDITY_PERIOD",
                "is longer than TICKET_LIFETIME, so codes would outlive their question; "
                    + $"set at most {options.TicketLifetime.TotalSeconds} seconds or a longer TICKET_LIFETIME.");
        }

        if (method.Value(MethodKeys.CodeDigits) is { } digits && digits is not ("6" or "7" or "8"))
        {
            yield return new SettingFault($"{path}:{MethodKeys.CodeDigits}", "is not 6, 7 or 8; set one of them.");
        }
    }
}
