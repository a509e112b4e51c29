namespace Trench.Backends.Sms;

/// <summary>How the engine knows this channel.</summary>
internal static class AwsSnsHandler
{
    /// <summary>The registration, with the method <c>sms_aws</c> that exists without configuration.</summary>
    public static readonly MethodHandler Registration =
        SmsHandler.Of<AwsSnsGateway>(
            "aws_sns", "sms_aws", AwsSnsAccount.Credentials, AwsSnsAccount.Keys, AwsSnsAccount.Faults) with
        {
            Aliases = ["trench.backends.aws.AWSMessageDispatcher"],
        };
}
