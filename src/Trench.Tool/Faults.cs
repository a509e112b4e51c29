using System.Data.Common;
using System.Security.Cryptography;

namespace Trench.Tool;

/// <summary>What exceptions of the database and of the keys mean to whoever runs a command.</summary>
internal static class Faults
{
    /// <summary>The refusal it comes to; null for a mistake of the program itself, whose trace is worth more than a line.</summary>
    public static StopException? Of(Exception fault) => fault switch
    {
        StopException stop => stop,
        _ when fault is StoreUnavailableException || CauseOf(fault) is not null => Refuse(
            "The application's database cannot be used. What was written before is whole; run the same command again when it can", fault),
        SecretUnavailableException or CryptographicException => Refuse("The application's keys cannot be used", fault),
        _ => null,
    };

    /// <summary>Its words in one line: those of the database where it has any.</summary>
    public static string Text(Exception fault)
    {
        // PostgreSQL's details are further lines, and may repeat the row.
        return (CauseOf(fault) ?? fault).Message.Split('\n', 2)[0].TrimEnd();
    }

    private static StopException Refuse(string text, Exception fault) => new(ExitCodes.TargetRefused, $"{text}: {Text(fault)}", fault);

    private static Exception? CauseOf(Exception? fault) =>
        fault is null or DbException or TimeoutException ? fault : CauseOf(fault.InnerException);
}
