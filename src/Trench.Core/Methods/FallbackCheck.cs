namespace Trench;

/// <summary>
/// The fallback method exists, sends codes, and knows where to send them without an enrolment. Otherwise it would let users pass unasked.
/// </summary>
internal sealed class FallbackCheck(HandlerTable handlers) : ISettingCheck
{
    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        if (options.FallbackMethod is not { } name)
        {
            yield break;
        }

        var delivered = options.Methods.Where(IsDelivered).ToList();
        if (delivered.FirstOrDefault(method => method.Name == name) is not { } fallback)
        {
            var names = string.Join(", ", delivered.Select(method => method.Name));
            yield return new SettingFault("FALLBACK_METHOD", $"is not a method that sends codes; set one of: {names}.");
        }
        else if (fallback.SourceField is null)
        {
            yield return new SettingFault(
                "FALLBACK_METHOD",
                $"is a method without SOURCE_FIELD; set {EngineKeys.Methods}:{name}:SOURCE_FIELD.");
        }
    }

    private bool IsDelivered(MethodSettings method) =>
        handlers.Find(method.Handler) is { } handler && DispatcherTypes.IsDelivered(handler.DispatcherType);
}
