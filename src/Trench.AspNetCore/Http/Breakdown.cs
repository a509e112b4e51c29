using System.Data.Common;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What an exception is answered with. Its text goes to the log and never to the client.</summary>
internal static class Breakdown
{
    public static Fault FaultOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Faults.BodyTooLarge,
        BadHttpRequestException bad => new Fault(bad.StatusCode, "bad_request") { Text = HttpPhrases.BadRequest },
        _ => IsInfrastructure(exception) ? Faults.Unavailable : Faults.ServerError,
    };

    // A store wraps what its driver throws, so the cause may lie deeper.
    private static bool IsInfrastructure(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreUnavailableException or SecretUnavailableException or DbException or TimeoutException
                or OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }
}
