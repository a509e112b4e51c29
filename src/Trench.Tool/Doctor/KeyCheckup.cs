using Microsoft.Extensions.Configuration;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>Can everything that is sealed or hashed be opened and checked?</summary>
internal static class KeyCheckup
{
    public static async Task<IReadOnlyList<string>> FindAsync(Target target, CancellationToken cancellationToken)
    {
        target.CheckFolder();
        var uses = await new KeyCensus(target.Context, target.Part<StoredKeys>(), target.Part<KeyRingSeal>()).TakeAsync(cancellationToken);
        return [.. uses.Select(Fault).OfType<string>(), .. FileFaults(target.Part<IConfiguration>())];
    }

    private static string? Fault(KeyUse use) => use switch
    {
        { IsStored: false } =>
            $"Key {use.Name} is lost, and {use.Uses} secrets or codes need it: restore the table trench_keys from a backup.",
        { IsOpen: false } => $"Key {use.Name} is sealed under a master key that is not here, and {use.Uses} secrets or codes need it.",
        { IsUnderFirstMaster: false } => $"Key {use.Name} is still sealed under an older master key: run trench keys rewrap.",
        _ => null,
    };

    private static IEnumerable<string> FileFaults(IConfiguration settings)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows()
            || !string.IsNullOrEmpty(settings[MasterKeySource.KeySetting])
            || settings[MasterKeySource.FolderSetting] is not { Length: > 0 } folder)
        {
            return [];
        }

        var file = Path.Combine(folder, MasterKeySource.FileName);
        return (File.GetUnixFileMode(file) & others) != 0 ? [$"{file} can be read by others than its owner: chmod 600."] : [];
    }
}
