using System.Globalization;

namespace Trench;

/// <summary>Backup codes hold enough randomness, of characters that can be read and typed, and are stored hashed.</summary>
internal sealed class BackupCodeCheck : ISettingCheck
{
    private const int FewestCharacters = 10;
    private const int FewestBits = 64;

    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        var alphabet = AlphabetFault(options.BackupCodesCharacters);
        if (alphabet is not null)
        {
            yield return new SettingFault("BACKUP_CODES_CHARACTERS", alphabet);
        }
        else if (options.BackupCodeBits < FewestBits && !options.Allows("BACKUP_CODES_LENGTH"))
        {
            yield return new SettingFault("BACKUP_CODES_LENGTH", BitsFault(options));
        }

        if (!options.EncryptBackupCodes && !options.Allows("ENCRYPT_BACKUP_CODES"))
        {
            yield return new SettingFault(
                "ENCRYPT_BACKUP_CODES",
                "is false, but codes are always stored hashed; set true, or list it in ALLOW_INSECURE (hashed even then).");
        }
    }

    // A space or hyphen inside an answer is taken out before it is looked at, so a code with one could never be given back.
    private static string? AlphabetFault(string alphabet) => alphabet switch
    {
        _ when alphabet.Any(character => character is <= ' ' or > '~' or '-') =>
            "has a character that is not printable ASCII, or is a space or a hyphen; set letters, digits and signs only.",
        _ when alphabet.Distinct().Count() < alphabet.Length =>
            "has a character twice, which makes some codes likelier than others; set each once.",
        { Length: < FewestCharacters } => $"has fewer than {FewestCharacters} characters; set at least {FewestCharacters}.",
        _ => null,
    };

    private static string BitsFault(TrenchOptions options)
    {
        var needed = Math.Ceiling(FewestBits / (options.BackupCodeBits / Math.Max(1, options.BackupCodesLength)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gives codes of {Math.Floor(options.BackupCodeBits)} bits, {FewestBits} are needed; set at least {needed} with these "
                + $"{options.BackupCodesCharacters.Length} characters, or list BACKUP_CODES_LENGTH in ALLOW_INSECURE.");
    }
}
