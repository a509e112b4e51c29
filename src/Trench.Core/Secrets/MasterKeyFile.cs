using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>The file with the master key.</summary>
internal static class MasterKeyFile
{
    private const int MostTries = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

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

    // Written whole beside the file and then given its name, so that nobody ever reads half a key. Only who holds the lock does so: a move that is not to
    // overwrite looks first and moves then, and two nodes that start together would each have a key of its own.
    private static void Make(string path)
    {
        var lockPath = path + ".lock";
        using var turn = Lock(lockPath);
        if (!File.Exists(path))
        {
            MakeAlone(path);
        }

        // Whoever locks it, or another of its name, from now on finds the key.
        File.Delete(lockPath);
    }

    private static void MakeAlone(string path)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            Write(draft);
            File.Move(draft, path, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // The system lets go of it when its process ends, however it ends.
    private static FileStream Lock(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(Pause);
            }
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
