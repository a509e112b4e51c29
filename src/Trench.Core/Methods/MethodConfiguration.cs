using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Fills <see cref="TrenchOptions.Methods"/>: the methods that handlers bring along, with the general validity.</summary>
internal sealed class MethodConfiguration(HandlerTable handlers) : IPostConfigureOptions<TrenchOptions>
{
    public void PostConfigure(string? name, TrenchOptions options) =>
        options.Methods = MethodOrder.Sort(
        [
            .. handlers.All.SelectMany(handler => handler.BuiltIn).Select(method => method with { ValidityPeriod = options.DefaultValidityPeriod }),
            .. options.Methods,
        ]);
}
