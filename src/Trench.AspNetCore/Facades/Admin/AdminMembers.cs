using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>Members and rules that the bodies share.</summary>
internal static class AdminMembers
{
    public const int LongestReason = 200;
    private const int LongestId = 450;

    public static readonly Member Reason = new(
        "reason", "Why, for the event: one line of at most 200 characters, without secrets.", IsRequired: true);

    public static readonly Member Code = new(
        "code", "A code of the administrator's own app, or a backup code, where the session has no fresh proof.");

    /// <summary>A value of the path that a database can hold; NUL makes PostgreSQL answer with an error of its own (22021).</summary>
    public static void IsStorable<T>(this IRuleBuilder<T, string> rule, string name) => rule
        .Must(value => value.Length <= LongestId && !value.Contains('\0', StringComparison.Ordinal))
        .OverridePropertyName(name)
        .WithMessage(FieldPhrases.Invalid);

    /// <summary>Line breaks would let a reason forge lines of the log.</summary>
    public static void IsOneLine<T>(this IRuleBuilder<T, Field> rule, string name) => rule
        .Must(reason => reason.Text is not { } text || !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029'))
        .OverridePropertyName(name)
        .WithMessage(FieldPhrases.Invalid);
}
