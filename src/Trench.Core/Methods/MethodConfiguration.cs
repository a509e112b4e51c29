using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Fills <see cref="TrenchOptions.Methods"/>. After everything else has configured the options, because a method's validity depends on the
/// general one.
/// </summary>
internal sealed class MethodConfiguration(TrenchSection section, HandlerTable handlers, IHostEnvironment? environment = null)
    : IPostConfigureOptions<TrenchOptions>
{
    public void PostConfigure(string? name, TrenchOptions options)
    {
        foreach (var duplicate in handlers.Duplicates)
        {
            options.Notes.Fault(EngineKeys.Methods, $"the handler {duplicate} is registered twice; register each handler once.");
        }

        var isDevelopment = environment?.IsDevelopment() == true;
        options.Methods = new MethodSectionReader(handlers, options, isDevelopment)
            .Read(SettingReader.Find(section.Configuration, EngineKeys.Methods));
    }
}
