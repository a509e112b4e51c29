namespace Trench;

/// <summary>A config names a method that is not configured, or one that this <see cref="Confirmer"/> does not know.</summary>
public sealed class MethodMissingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MethodMissingException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public MethodMissingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public MethodMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The exception for a method.</summary>
    internal static MethodMissingException Of(string method) => new($"Incorrect 2factor method: \"{method}\".");
}
