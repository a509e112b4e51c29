namespace Trench.Tool;

/// <summary>The command cannot do its work. The message is for the operator: it says what to set or mend, and holds no secret.</summary>
internal sealed class StopException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
