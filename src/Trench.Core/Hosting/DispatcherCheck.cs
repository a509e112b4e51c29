using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Each method's class can be made, and its codes cannot be taken for backup codes.</summary>
internal sealed class DispatcherCheck(
    HandlerTable handlers,
    SettingsValidation validation,
    IServiceProviderIsService registrations) : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options)
    {
        if (!registrations.IsService(typeof(IUserDirectory)))
        {
            return [];
        }

        var known = options.Methods.Where(method => handlers.Find(method.Handler) is not null).DistinctBy(method => method.Name).ToList();
        var registry = new MethodRegistry(handlers, new OptionsWrapper<TrenchOptions>(new TrenchOptions { Methods = known }));
        var areReadable = validation.FaultsOf(options).Count == 0;
        return
        [
            .. from method in known
               let mayConfuse = handlers.Find(method.Handler) is { IsForDevelopment: true }
               from fault in FaultsOf(method, registry, scope, options, areReadable && !mayConfuse)
               select fault,
        ];
    }

    private static IEnumerable<string> FaultsOf(
        MethodSettings settings,
        MethodRegistry registry,
        IServiceProvider scope,
        TrenchOptions options,
        bool isHeldAgainstCodes)
    {
        var path = $"{EngineKeys.Methods}:{settings.Name}";
        Method method;
        try
        {
            method = registry.Make(settings.Name, scope);
        }
        catch (OptionsValidationException)
        {
            // Its constructor reads settings whose faults are reported anyway.
            return [];
        }
        catch (Exception fault)
        {
            // The container's own text names the missing type; any other text could hold a setting.
            var reason = fault is InvalidOperationException ? fault.Message : $"Its constructor throws {fault.GetType().Name}.";
            return [options.Notes.On($"{path}:HANDLER", $"the class cannot be made; register what its constructor asks for. {reason}")];
        }

        return isHeldAgainstCodes && Confuses(method.Shape, options)
            ? [options.Notes.On("BACKUP_CODES_LENGTH", $"backup codes look like codes of {settings.Name}; set another length.")]
            : [];
    }

    // Without regard to case, because either side may fold it.
    private static bool Confuses(AnswerShape shape, TrenchOptions options) =>
        options.BackupCodesLength >= shape.MinLength
        && options.BackupCodesLength <= shape.MaxLength
        && shape.Alphabet.ToUpperInvariant().Intersect(options.BackupCodesCharacters.ToUpperInvariant()).Any();
}
