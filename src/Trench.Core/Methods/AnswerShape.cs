namespace Trench;

/// <summary>
/// What a code of a method looks like. Byte-exact ASCII: no number parsing, no Unicode folding, so that signs, full-width digits, NUL and
/// invisible characters are refused and not reinterpreted.
/// </summary>
/// <param name="Alphabet">The allowed characters.</param>
/// <param name="MinLength">The fewest characters.</param>
/// <param name="MaxLength">The most characters.</param>
public sealed record AnswerShape(string Alphabet, int MinLength, int MaxLength)
{
    /// <summary>The longest answer looked at at all, before anything is stripped.</summary>
    public const int LongestRaw = 64;

    /// <summary>The ten ASCII digits.</summary>
    public const string DigitAlphabet = "0123456789";

    /// <summary>Applied to each character before it is looked up; for alphabets that fold case.</summary>
    public Func<char, char> Fold { get; init; } = static character => character;

    /// <summary>Applied to the whole text last, for answers that several keyboards spell differently; null refuses it.</summary>
    public Func<string, string?> Respell { get; init; } = static text => text;

    /// <summary>Exactly this many digits.</summary>
    public static AnswerShape Digits(int length) => new(DigitAlphabet, length, length);

    /// <summary>The canonical form: ASCII white space around is trimmed, spaces and hyphens inside go. Null when it cannot be such a code.</summary>
    public string? Read(string raw)
    {
        if (raw.Length > LongestRaw)
        {
            return null;
        }

        Span<char> canonical = stackalloc char[LongestRaw];
        var length = 0;
        foreach (var character in TrimAscii(raw))
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            var folded = Fold(character);
            if (!Alphabet.Contains(folded, StringComparison.Ordinal))
            {
                return null;
            }

            canonical[length++] = folded;
        }

        return length >= MinLength && length <= MaxLength ? Respell(new string(canonical[..length])) : null;
    }

    private static ReadOnlySpan<char> TrimAscii(string raw) => raw.AsSpan().Trim(" \t\r\n\f\v");
}
