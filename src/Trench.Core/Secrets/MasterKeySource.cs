using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>Where the master key comes from: the configuration, or a file that is made once. Both lie outside the database.</summary>
public static class MasterKeySource
{
    /// <summary>
    /// The configuration key of the key itself: base64 of at least 32 random bytes (environment <c>Trench__MasterKey</c>). While the key is
    /// changed, several with commas between them: the first seals and signs, the others only open and check.
    /// </summary>
    public const string KeySetting = "Trench:MasterKey";

    /// <summary>The configuration key of the folder that holds the file (environment <c>Trench__DataFolder</c>).</summary>
    public const string FolderSetting = "Trench:DataFolder";

    /// <summary>The name of the file in that folder.</summary>
    public const string FileName = "master.key";

    private static readonly char[] Separators = [',', '\n', '\r'];

    /// <summary>
    /// The key of <see cref="KeySetting"/>; without it, that of the file <see cref="FileName"/> in <see cref="FolderSetting"/>, which is
    /// made when it is not there, readable by its owner only. Of several processes that make it at once one wins and all read the same. A
    /// file may hold several keys like the setting, one a line.
    /// </summary>
    /// <param name="configuration">The root of the application's configuration.</param>
    /// <exception cref="InvalidOperationException">Neither is set, or it is no such key. The message never repeats it.</exception>
    public static MasterKey Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[KeySetting] is { Length: > 0 } text)
        {
            return Decode(text, KeySetting);
        }

        return configuration[FolderSetting] is { Length: > 0 } folder
            ? MasterKeyFile.ReadOrMake(Path.Combine(folder, FileName))
            : throw new InvalidOperationException(
                $"There is no master key: set {KeySetting} to base64 of {MasterKey.MinimumLength} random bytes, or {FolderSetting} to a "
                + "folder outside the database that all nodes share.");
    }

    internal static MasterKey Decode(string text, string place)
    {
        var keys = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return keys.Length == 0
            ? throw new InvalidOperationException($"{place} is empty.")
            : new MasterKey(DecodeOne(keys[0], place), [.. keys[1..].Select(key => new MasterKey(DecodeOne(key, place)))]);
    }

    private static byte[] DecodeOne(string text, string place)
    {
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length))
        {
            throw new InvalidOperationException($"{place} is not base64.");
        }

        return length >= MasterKey.MinimumLength
            ? key[..length]
            : throw new InvalidOperationException(
                $"{place} holds {length} bytes; at least {MasterKey.MinimumLength} random bytes are needed.");
    }
}
