using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>The file with the master key.</summary>
internal static class MasterKeyFile
{
    /// <summary>The key in the file; a new one where there is none.</summary>
    public static MasterKey ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            Make(path);
        }

        return MasterKeySource.Decode(File.ReadAllText(path), path);
    }

    // Written whole beside the file and then given its name: nobody ever reads half a key, and the name is given once.
    private static void Make(string path)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            Write(draft);
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first: its key is the key.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Write(string draft)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var key = RandomNumberGenerator.GetBytes(MasterKey.MinimumLength);
        using var file = new FileStream(draft, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(key);
    }
}
