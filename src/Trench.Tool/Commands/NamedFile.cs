namespace Trench.Tool;

/// <summary>Reads a file that the command line names.</summary>
internal static class NamedFile
{
    /// <exception cref="StopException">It is not there, or may not be read.</exception>
    public static T Read<T>(FileInfo file, string option, Func<string, T> read)
    {
        if (!file.Exists)
        {
            throw new StopException(ExitCodes.Usage, $"{option}: there is no file {file.FullName}.");
        }

        try
        {
            return read(file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StopException(ExitCodes.Usage, $"{option}: {fault.Message}", fault);
        }
    }
}
