using System.Text.Json;

namespace Trench.Testing;

/// <summary>
/// The vendors' own clients, each a script of tests/components that prints one JSON object. They prove our doubles, and so our clients.
/// </summary>
public static class VendorClient
{
    /// <summary>Sends one SMS with Twilio's SDK.</summary>
    public static Task<JsonElement> TwilioAsync(string baseAddress, string sid, string token, string from, string to, string body) =>
        NodeAsync("twilio_client.js", baseAddress, sid, token, from, to, body);

    /// <summary>Publishes one SMS with the AWS SDK for JavaScript.</summary>
    public static Task<JsonElement> AwsSdkAsync(
        string endpoint, string region, string accessKey, string secretKey, string to, string message) =>
        NodeAsync("sns_client.js", endpoint, region, accessKey, secretKey, to, message);

    /// <summary>Publishes one SMS with boto3.</summary>
    public static Task<JsonElement> Boto3Async(
        string endpoint, string region, string accessKey, string secretKey, string to, string message) =>
        RunAsync(TestEnvironment.Boto3Python, [Script("sns_client.py"), endpoint, region, accessKey, secretKey, to, message]);

    private static Task<JsonElement> NodeAsync(string script, params string[] arguments) =>
        RunAsync("node", [Script(script), .. arguments], ("NODE_PATH", TestEnvironment.NodeModules));

    private static async Task<JsonElement> RunAsync(
        string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var result = await ExternalProgram.RunAsync(program, arguments, ReadOnlyMemory<byte>.Empty, environment);
        return result.ExitCode == 0
            ? JsonElement.Parse(result.Text)
            : throw new InvalidOperationException($"{program} ended with {result.ExitCode}: {result.Complaints}");
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "components", name);
}
