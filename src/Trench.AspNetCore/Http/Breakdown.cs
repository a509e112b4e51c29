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
            if (cause is StoreUnavailableException or SecretUnavailableException or TimeoutException or OperationCanceledException
                || (cause is DbException fault && !IsRefusedRow(fault)))
            {
                return true;
            }
        }

        return false;
    }

    // A row that breaks a rule of the application's own table: the database is there and says no, and trying again helps nobody. PostgreSQL
    // says so by the class of its code, SQLite only by its words.
    private static bool IsRefusedRow(DbException fault) =>
        fault.SqlState?.StartsWith("23", StringComparison.Ordinal) == true
        || fault.Message.Contains("constraint failed", StringComparison.Ordinal);
}
