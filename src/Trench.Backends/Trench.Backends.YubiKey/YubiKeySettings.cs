namespace Trench.Backends.YubiKey;

/// <summary>One YubiKey method's settings; docs/methods/yubi.md lists them.</summary>
/// <param name="Cloud">The account whose servers check passwords; null without.</param>
/// <param name="OwnKeys">Keys whose passwords are checked here instead.</param>
internal sealed record YubiKeySettings(CloudAccount? Cloud, IReadOnlyList<OwnKey> OwnKeys)
{
    /// <summary>The keys a method of this handler may have.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        CloudSettings.ClientId, CloudSettings.SecretKey, CloudSettings.Urls, CloudSettings.BaseUrl, CloudSettings.SyncLevel,
        CloudSettings.Timeout, OfflineKeys,
    ];

    private const string OfflineKeys = "YUBIKEY_OFFLINE_KEYS";

    /// <summary>Reads settings that <see cref="Faults"/> found nothing wrong with.</summary>
    public static YubiKeySettings Read(MethodSettings settings) => new(
        CloudSettings.IsSet(settings) ? CloudSettings.Read(settings) : null,
        [.. Entries(settings).Select(OwnKey.Read).OfType<OwnKey>()]);

    /// <summary>What has to be set before the method can be used; null when it can.</summary>
    public static string? Missing(MethodSettings settings) => CloudSettings.IsSet(settings) || Entries(settings).Length > 0
        ? null
        : $"set {CloudSettings.ClientId} and {CloudSettings.SecretKey} to an account of YubiCloud, "
            + $"or {OfflineKeys} to keys you programmed yourself.";

    /// <summary>What is wrong, one line for each key. No value of a secret is in it.</summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        foreach (var fault in CloudSettings.Faults(settings))
        {
            yield return fault;
        }

        var entries = Entries(settings);
        var keys = entries.Select(OwnKey.Read).ToList();
        if (keys.IndexOf(null) is var bad and >= 0)
        {
            yield return $"{OfflineKeys} entry {bad + 1} is no key: write publicid:privateid:aeskey, "
                + $"with {YubiKeyOtp.PublicIdLength} modhex letters, 12 and 32 hexadecimal digits.";
        }
        else if (keys.DistinctBy(key => key?.PublicId).Count() < keys.Count)
        {
            yield return $"{OfflineKeys} has two keys with the same public id: give each key an id of its own.";
        }

        if (entries.Length > 0 && (settings.Value(CloudSettings.ClientId) ?? settings.Value(CloudSettings.SecretKey)) is not null)
        {
            yield return $"{OfflineKeys} is set beside an account of YubiCloud: "
                + "give the keys of your own to a second method with HANDLER yubikey.";
        }
    }

    private static string[] Entries(MethodSettings settings) =>
        settings.Value(OfflineKeys)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
