namespace Trench.Demo;

/// <summary>The folder of the master key and the SQLite file: <c>Trench:DataFolder</c>, relative to the application.</summary>
internal static class DataFolder
{
    private const string Key = "Trench:DataFolder";

    /// <summary>Makes the folder where it is missing, for its owner only, and writes its full path back for all others.</summary>
    public static string Prepare(WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration[Key] ?? "data", builder.Environment.ContentRootPath);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        builder.Configuration[Key] = folder;
        return folder;
    }
}
