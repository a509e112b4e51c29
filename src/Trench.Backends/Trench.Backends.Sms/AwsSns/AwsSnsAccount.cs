using System.Text.RegularExpressions;

namespace Trench.Backends.Sms;

/// <summary>The key pair that pays, and the region that sends.</summary>
internal sealed partial record AwsSnsAccount(string AccessKey, string SecretKey, string Region)
{
    public const string AccessKeyKey = "AWS_ACCESS_KEY";
    public const string SecretKeyKey = "AWS_SECRET_KEY";
    public const string RegionKey = "AWS_REGION";

    /// <summary>What makes it an account, for messages.</summary>
    public const string Credentials = $"{AccessKeyKey} and {SecretKeyKey}";

    public static readonly IReadOnlyList<string> Keys = [AccessKeyKey, SecretKeyKey, RegionKey];

    /// <summary>The address of the region's own endpoint.</summary>
    public string Endpoint => Region.StartsWith("cn-", StringComparison.Ordinal)
        ? $"https://sns.{Region}.amazonaws.com.cn"
        : $"https://sns.{Region}.amazonaws.com";

    /// <summary>Whether any credential is set.</summary>
    public static bool IsGiven(MethodSettings settings) =>
        settings.Given(AccessKeyKey) is not null || settings.Given(SecretKeyKey) is not null;

    /// <summary>The account of a method whose settings have no faults.</summary>
    public static AwsSnsAccount Of(MethodSettings settings) => new(
        settings.Given(AccessKeyKey) ?? throw new InvalidOperationException("Accounts are checked at start."),
        settings.Given(SecretKeyKey) ?? throw new InvalidOperationException("Accounts are checked at start."),
        settings.Given(RegionKey) ?? throw new InvalidOperationException("Accounts are checked at start."));

    /// <summary>
    /// What is wrong with a method's account, each beginning with its key. Without any credential there is nothing to be wrong.
    /// </summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        if (!IsGiven(settings))
        {
            yield break;
        }

        if (settings.Given(AccessKeyKey) is not { } access || !AccessKeyShape().IsMatch(access))
        {
            yield return $"{AccessKeyKey} is no access key id; set its letters and digits.";
        }

        if (settings.Given(SecretKeyKey) is not { } secret || !GatewayKeys.IsToken(secret))
        {
            yield return $"{SecretKeyKey} is not set, or holds white space; set the secret of the access key.";
        }

        if (settings.Given(RegionKey) is not { } region || !RegionShape().IsMatch(region))
        {
            yield return $"{RegionKey} is no region; set one that sends SMS, such as eu-central-1.";
        }
    }

    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"{Region}";

    [GeneratedRegex(@"\A[A-Za-z0-9_]{8,128}\z")]
    private static partial Regex AccessKeyShape();

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}\z")]
    private static partial Regex RegionShape();
}
