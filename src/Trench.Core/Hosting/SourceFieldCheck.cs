using Microsoft.Extensions.DependencyInjection;

namespace Trench;

/// <summary>The field a method reads the address from exists on the application's users.</summary>
internal sealed class SourceFieldCheck(IServiceProviderIsService registrations) : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options)
    {
        if (!registrations.IsService(typeof(IUserDirectory)))
        {
            return [];
        }

        try
        {
            var users = scope.GetRequiredService<IUserDirectory>();
            return
            [
                .. from method in options.Methods
                   where method.SourceField is { } field && !users.HasField(field)
                   select options.Notes.On(
                       $"{EngineKeys.Methods}:{method.Name}:SOURCE_FIELD",
                       $"the users have no field {method.SourceField}; set the path of one that they have."),
            ];
        }
        catch (InvalidOperationException unresolved)
        {
            // The container names the missing type; nothing of the settings is in its text.
            return [$"The user directory cannot be made: {unresolved.Message}"];
        }
    }
}
