using Microsoft.Extensions.Configuration;
using Trench;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddTrench</c> returns: each package adds its part by an extension method of it.</summary>
public sealed class TrenchBuilder
{
    internal TrenchBuilder(IServiceCollection services, IConfigurationSection configuration)
    {
        Services = services;
        Configuration = configuration;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The section with the settings, by convention <c>TRENCH_AUTH</c>.</summary>
    public IConfigurationSection Configuration { get; }

    /// <summary>Adds a channel. Called by the package that brings it.</summary>
    public TrenchBuilder AddHandler(MethodHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Services.AddSingleton(handler);
        return this;
    }

    /// <summary>
    /// Adds a method of the application. The class is made once per request with what its constructor asks for; its settings are those of
    /// <c>MFA_METHODS:name</c>, any key. One class may serve several methods.
    /// </summary>
    /// <typeparam name="TDispatcher">
    /// The class: derived from <see cref="AbstractMessageDispatcher"/> when it sends codes, from <see cref="Method"/> otherwise.
    /// </typeparam>
    /// <param name="name">The method's name: the route segment and the key in every list.</param>
    public TrenchBuilder AddMethod<TDispatcher>(string name)
        where TDispatcher : Method
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var handler = HandlerTable.Of(typeof(TDispatcher));
        return AddHandler(handler with { BuiltIn = [new MethodSettings(name, handler.Name, new Dictionary<string, string>())] });
    }

    /// <summary>
    /// Adds translations, or an application's own words for a text: <c>.resx</c> files whose keys are the English sentences. Of two sources
    /// with the same key the one added later wins. docs/languages.md has an example.
    /// </summary>
    /// <param name="source">The files; by default looked at in the built-in languages.</param>
    public TrenchBuilder AddTexts(TextSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Services.AddSingleton(source);
        return this;
    }

    /// <summary>Adds a section of settings beside <c>TRENCH_AUTH</c>; a facade that has one of its own calls it.</summary>
    /// <typeparam name="T">Where the values go.</typeparam>
    public TrenchBuilder AddSettings<T>(SettingSection<T> section)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(section);
        Services.AddSingleton(section);
        Services.AddSingleton<ISettingSection>(section);
        return this;
    }

    /// <summary>Says where the application's users are.</summary>
    /// <typeparam name="TDirectory">The class; it is scoped, so it may take a DbContext.</typeparam>
    public TrenchBuilder AddUsers<TDirectory>()
        where TDirectory : class, IUserDirectory
    {
        Services.AddScoped<IUserDirectory, TDirectory>();
        return this;
    }
}
