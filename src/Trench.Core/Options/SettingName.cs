using System.Text;

namespace Trench;

/// <summary>
/// The spellings of a key: <c>BACKUP_CODES_QUANTITY</c> as in django-trench, <c>BackupCodesQuantity</c> as in .NET, in any case.
/// </summary>
internal static class SettingName
{
    /// <summary>What all spellings of one key have in common.</summary>
    public static string Fold(string key) => key.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Whether two spellings mean one key.</summary>
    public static bool Same(string left, string right) => Fold(left) == Fold(right);

    /// <summary>The upper-case spelling of a key nobody declared: <c>LoftCode</c> becomes <c>LOFT_CODE</c>.</summary>
    public static string Upper(string key)
    {
        var upper = new StringBuilder();
        for (var index = 0; index < key.Length; index++)
        {
            if (index > 0 && char.IsAsciiLetterUpper(key[index]) && !char.IsAsciiLetterUpper(key[index - 1]) && key[index - 1] != '_')
            {
                upper.Append('_');
            }

            upper.Append(char.ToUpperInvariant(key[index]));
        }

        return upper.ToString();
    }
}
