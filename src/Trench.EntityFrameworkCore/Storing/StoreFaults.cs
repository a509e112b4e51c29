using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>What an exception of the database means to the store.</summary>
internal static class StoreFaults
{
    /// <summary>A row with this key is there already.</summary>
    public static bool IsUniqueViolation(DbException fault) =>
        fault.SqlState == "23505" || fault.Message.Contains("UNIQUE constraint failed", StringComparison.Ordinal);

    /// <summary>
    /// The row it belongs to is gone: that of the user, where the application ties the rows of Trench to its users. A database that hears of
    /// it again would say the same.
    /// </summary>
    public static bool IsOwnerGone(DbException fault) =>
        fault.SqlState == "23503" || fault.Message.Contains("FOREIGN KEY constraint failed", StringComparison.Ordinal);

    /// <summary>The change of the statement that met this can never be made.</summary>
    public static bool IsLost(DbException fault) => IsUniqueViolation(fault) || IsOwnerGone(fault);

    /// <summary>Another program holds the lock of the file.</summary>
    public static bool IsLocked(DbException fault) => fault.Message.Contains("is locked", StringComparison.Ordinal);

    /// <summary>The database gave this transaction up in favour of another one: nothing is wrong with it, it may be tried again.</summary>
    public static bool IsConflict(DbException fault) => fault.SqlState is "40001" or "40P01";

    /// <summary>The database is away, busy or full, at whatever depth that is reported.</summary>
    public static bool IsUnavailable(Exception? fault) => fault switch
    {
        null => false,
        DbException or TimeoutException or IOException => true,
        _ => IsUnavailable(fault.InnerException),
    };

    /// <summary>The connection was lost: what the application did on it cannot be judged either.</summary>
    public static bool IsConnectionLoss(Exception? fault) => fault switch
    {
        null => false,
        DbException { IsTransient: true } or TimeoutException => true,
        _ => IsConnectionLoss(fault.InnerException),
    };

    /// <summary>Something did not happen in time, at whatever depth that is reported.</summary>
    public static bool IsTimeout(Exception? fault) => fault is TimeoutException || (fault is not null && IsTimeout(fault.InnerException));

    public static StoreUnavailableException Unavailable(Exception cause) =>
        new("The database of Trench does not answer as it should.", cause);
}
