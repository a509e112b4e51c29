using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Trench.Backends.Email;

/// <summary>
/// Each method's wording, read at start and kept: the built-in one, with any of its three parts replaced. Files are found from the content
/// root.
/// </summary>
internal sealed class EmailTemplates(IHostEnvironment environment)
{
    // What a copied django-trench setting says when it means the original's own templates.
    private const string BuiltInPlain = "trench/backends/email/code.txt";
    private const string BuiltInHtml = "trench/backends/email/code.html";

    private readonly ConcurrentDictionary<string, EmailTemplate> _byMethod = new(StringComparer.Ordinal);

    /// <summary>The wording of a method.</summary>
    public EmailTemplate Find(MethodSettings settings) => _byMethod.GetOrAdd(settings.Name, _ => Read(settings, faults: []));

    /// <summary>What is wrong with a method's wording, one line for each key.</summary>
    public IReadOnlyList<string> Faults(MethodSettings settings)
    {
        var faults = new List<string>();
        var template = Read(settings, faults);
        if (template.Subject is { } subject && (subject.Length is 0 or > 200 || subject.Any(char.IsControl)))
        {
            faults.Add("EMAIL_SUBJECT must be one line of 1 to 200 characters.");
        }

        if (EmailTemplate.FaultOfPlain(template.Plain) is { } plain)
        {
            faults.Add($"EMAIL_PLAIN_TEMPLATE {plain}");
        }

        if (EmailTemplate.FaultOfHtml(template.Html) is { } html)
        {
            faults.Add($"EMAIL_HTML_TEMPLATE {html}");
        }

        return faults;
    }

    private EmailTemplate Read(MethodSettings settings, List<string> faults) => new(
        settings.Value("EMAIL_SUBJECT"),
        ReadFile(settings, "EMAIL_PLAIN_TEMPLATE", BuiltInPlain, faults) ?? EmailTemplate.BuiltIn.Plain,
        ReadFile(settings, "EMAIL_HTML_TEMPLATE", BuiltInHtml, faults) ?? EmailTemplate.BuiltIn.Html);

    private string? ReadFile(MethodSettings settings, string key, string builtIn, List<string> faults)
    {
        if (settings.Value(key) is not { } path || path == builtIn)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(Path.Combine(environment.ContentRootPath, path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{key} names '{path}', which cannot be read below the content root: set a text file's path, or remove the key.");
            return null;
        }
    }
}
