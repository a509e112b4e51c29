using System.Text.RegularExpressions;

namespace Trench.AspNetCore;

/// <summary>Phone numbers as deux writes them: digits of ASCII without a plus. The engine has a plus before them.</summary>
internal static partial class DeuxPhone
{
    public const string Member = "phone_number";

    /// <summary>What is wrong with a number; null when nothing is.</summary>
    public static Phrase? FaultOf(Field number) => number.Kind == FieldKind.Absent
        ? FieldPhrases.Required
        : FieldRules.FaultOfOptional(number) ?? (IsNumber(number.Required) ? null : new Phrase(DeuxPhrases.BadNumber));

    /// <summary>Whether a text is 7 to 15 digits.</summary>
    public static bool IsNumber(string text) => Digits().IsMatch(text);

    /// <summary>The number as the engine takes it.</summary>
    public static string Read(string digits) => "+" + digits;

    /// <summary>A target of the engine as deux writes it.</summary>
    public static string Write(string target) => target.TrimStart('+');

    [GeneratedRegex(@"\A[0-9]{7,15}\z")]
    private static partial Regex Digits();
}
