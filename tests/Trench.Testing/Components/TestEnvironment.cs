using System.Globalization;

namespace Trench.Testing;

/// <summary>The environment that <c>./test</c> prepares. Reading a value that is absent fails the test and names the variable.</summary>
public static class TestEnvironment
{
    internal const string PostgresVariable = "TRENCH_TEST_POSTGRES";
    internal const string SmtpControlVariable = "TRENCH_TEST_SMTP_CONTROL";
    internal const string NodeModulesVariable = "TRENCH_TEST_NODE_MODULES";
    internal const string Boto3Variable = "TRENCH_TEST_BOTO3";
    private static readonly string[] Chromiums = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Npgsql connection string of a superuser on the throw-away server. A test makes its own database there.</summary>
    public static string Postgres => Required(PostgresVariable);

    /// <summary>Host of the mail sink; its certificate names it.</summary>
    public static string SmtpHost => Required("TRENCH_TEST_SMTP_HOST");

    /// <summary>Port that demands STARTTLS, then AUTH.</summary>
    public static int SmtpPort => Port("TRENCH_TEST_SMTP_PORT");

    /// <summary>Port that never offers TLS and takes anything: mail that arrives there was sent in clear.</summary>
    public static int SmtpPlainPort => Port("TRENCH_TEST_SMTP_PLAIN_PORT");

    /// <summary>Address of the sink's control port.</summary>
    public static Uri SmtpControl => new(Required(SmtpControlVariable));

    /// <summary>PEM file of the certificate that the sink shows; it is its own authority.</summary>
    public static string SmtpCaFile => Required("TRENCH_TEST_SMTP_CA");

    /// <summary>User name that the sink's AUTH accepts.</summary>
    public static string SmtpUser => Required("TRENCH_TEST_SMTP_USER");

    /// <summary>Password that the sink's AUTH accepts.</summary>
    public static string SmtpPassword => Required("TRENCH_TEST_SMTP_PASSWORD");

    /// <summary>Path of the Chromium to drive.</summary>
    public static string Chromium => FindChromium()
        ?? throw new InvalidOperationException("No Chromium: set TRENCH_TEST_CHROMIUM to its path, or run ./test.");

    /// <summary>Folder of the node modules of tests/components/package.json.</summary>
    public static string NodeModules => Required(NodeModulesVariable);

    /// <summary>Path of a python that has boto3.</summary>
    public static string Boto3Python => Required(Boto3Variable);

    /// <summary>Folder of the vendors' test data (such as an OpenAPI document), or null where it is not at hand.</summary>
    public static string? VendorDataFolder => FindFolder("TRENCH_VENDOR_DATA");

    /// <summary>Checkout of an earlier release with its demo built, or null where there is none.</summary>
    public static string? EarlierRelease => FindFolder("TRENCH_EARLIER_RELEASE");

    /// <summary>The path of one of the vendors' documents, or null where it is not at hand.</summary>
    public static string? FindVendorFile(string name) =>
        VendorDataFolder is { } folder && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    internal static string? FindChromium() =>
        Environment.GetEnvironmentVariable("TRENCH_TEST_CHROMIUM") is { Length: > 0 } path && File.Exists(path)
            ? path
            : Chromiums.Select(ExternalProgram.Find).FirstOrDefault(found => found is not null);

    private static string? FindFolder(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    private static int Port(string variable) => int.Parse(Required(variable), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{variable} is not set: run the tests through ./test, which starts what it names.");
}
