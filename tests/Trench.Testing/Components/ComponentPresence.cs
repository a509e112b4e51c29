namespace Trench.Testing;

/// <summary>Says which components this run lacks, and whether lacking one skips a test or fails it.</summary>
public static class ComponentPresence
{
    /// <summary>True in continuous integration: a test whose component is absent runs and fails instead of being skipped.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("TRENCH_REQUIRE_COMPONENTS") == "1";

    /// <summary>The reason to skip a test that needs these components, or null when it has to run.</summary>
    public static string? SkipReason(IEnumerable<Component> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (IsRequired)
        {
            return null;
        }

        var lacks = components.Select(Lack).OfType<string>().ToArray();
        return lacks.Length == 0 ? null : string.Join("; ", lacks);
    }

    /// <summary>What is lacking of one component, by name, or null when it is there.</summary>
    public static string? Lack(Component component) => component switch
    {
        Component.PostgreSql => LackOfVariable(component, TestEnvironment.PostgresVariable),
        Component.SmtpSink => LackOfVariable(component, TestEnvironment.SmtpControlVariable),
        Component.Chromium => TestEnvironment.FindChromium() is null ? $"{component}: no chromium was found" : null,
        Component.Oathtool => LackOfProgram(component, "oathtool"),
        Component.Zbar => LackOfProgram(component, "zbarimg"),
        Component.Rsvg => LackOfProgram(component, "rsvg-convert"),
        Component.Prism => LackOfModule(component, PrismProxy.Module),
        Component.TwilioSdk => LackOfModule(component, "twilio"),
        Component.AwsSdk => LackOfModule(component, "@aws-sdk/client-sns"),
        Component.Boto3 => LackOfVariable(component, TestEnvironment.Boto3Variable),
        Component.Ykgenerate => LackOfProgram(component, "ykgenerate"),
        Component.Nginx => LackOfProgram(component, "nginx"),
        Component.Ykclient => LackOfProgram(component, "ykclient"),
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "This component has no rule for its presence."),
    };

    private static string? LackOfVariable(Component component, string variable) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)) ? $"{component}: {variable} is not set (run ./test)" : null;

    private static string? LackOfModule(Component component, string module) =>
        LackOfVariable(component, TestEnvironment.NodeModulesVariable)
        ?? LackOfProgram(component, "node")
        ?? (Directory.Exists(Path.Combine(TestEnvironment.NodeModules, module)) ? null : $"{component}: {module} is no node module there");

    private static string? LackOfProgram(Component component, string program) =>
        ExternalProgram.Find(program) is null ? $"{component}: {program} is not on the PATH" : null;
}
