using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace Trench.AspNetCore;

/// <summary>What a member must be, in the words of Django REST framework, on which all four ancestors stand.</summary>
internal static class FieldRules
{
    /// <summary>It must be there, and hold more than white space.</summary>
    public static void IsRequired<T>(this IRuleBuilder<T, Field> rule, string name, int? longest = null) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, required: true, blank: false, trim: true, longest)));

    /// <summary>It must be there; white space counts, as in a password.</summary>
    public static void IsRequiredVerbatim<T>(this IRuleBuilder<T, Field> rule, string name) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, required: true, blank: false, trim: false, longest: null)));

    /// <summary>It may be left out; where it is given it holds more than white space.</summary>
    public static void IsOptional<T>(this IRuleBuilder<T, Field> rule, string name, int? longest = null) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, required: false, blank: false, trim: true, longest)));

    /// <summary>It may be left out or be empty.</summary>
    public static void MayBeBlank<T>(this IRuleBuilder<T, Field> rule, string name, int? longest = null) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, required: false, blank: true, trim: true, longest)));

    /// <summary>It must be there, and be true or false.</summary>
    public static void IsRequiredFlag<T>(this IRuleBuilder<T, Field> rule, string name) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, FlagField.Read(field) is not null, FieldPhrases.NotFlag)));

    /// <summary>It may be left out or be empty; otherwise it is true or false.</summary>
    public static void MayBeFlag<T>(this IRuleBuilder<T, Field> rule, string name) => rule.Custom((field, context) =>
    {
        var isLeftOut = field.Kind == FieldKind.Absent || (field.Text is { } text && string.IsNullOrWhiteSpace(text));
        context.Refuse(name, isLeftOut ? null : FaultOf(field, FlagField.Read(field) is not null, FieldPhrases.NotFlag));
    });

    /// <summary>It must be there, and be an object.</summary>
    public static void IsRequiredObject<T>(this IRuleBuilder<T, Field> rule, string name) =>
        rule.Custom((field, context) => context.Refuse(name, FaultOf(field, ObjectField.Read(field) is not null, FieldPhrases.NotObject)));

    /// <summary>What is wrong with a member that must be there; null when nothing is.</summary>
    public static Phrase? FaultOfRequired(Field field, int? longest = null) =>
        FaultOf(field, required: true, blank: false, trim: true, longest);

    /// <summary>What is wrong with a member that may be left out; null when nothing is.</summary>
    public static Phrase? FaultOfOptional(Field field) => FaultOf(field, required: false, blank: false, trim: true, longest: null);

    /// <summary>The same of a parameter that, given without a value, counts as left out.</summary>
    public static Phrase? FaultOfParameter(Field field) => FaultOf(field, required: false, blank: true, trim: false, longest: null);

    private static Phrase? FaultOf(Field field, bool required, bool blank, bool trim, int? longest) => field.Kind switch
    {
        FieldKind.Absent => required ? new Phrase(FieldPhrases.Required) : null,
        FieldKind.Null => FieldPhrases.Null,
        FieldKind.NotText => FieldPhrases.NotText,
        _ => FaultOf(field.Required, blank, trim, longest),
    };

    private static Phrase? FaultOf(Field field, bool isReadable, string unreadable) => field.Kind switch
    {
        FieldKind.Absent => FieldPhrases.Required,
        FieldKind.Null => FieldPhrases.Null,
        _ => isReadable ? null : new Phrase(unreadable),
    };

    private static Phrase? FaultOf(string text, bool blank, bool trim, int? longest)
    {
        if (!blank && (trim ? string.IsNullOrWhiteSpace(text) : text.Length == 0))
        {
            return FieldPhrases.Blank;
        }

        if (text.Length > longest)
        {
            return new Phrase(FieldPhrases.TooLong, longest?.ToString(CultureInfo.InvariantCulture));
        }

        // PostgreSQL cannot store NUL and answers with an error of its own (22021).
        return text.Contains('\0', StringComparison.Ordinal) ? new Phrase(FieldPhrases.NullCharacter) : null;
    }

    /// <summary>Notes what is wrong with a member, if anything.</summary>
    public static void Refuse<T>(this ValidationContext<T> context, string name, Phrase? text)
    {
        if (text is not null)
        {
            context.AddFailure(new ValidationFailure(name, text.ToString()) { CustomState = text });
        }
    }
}
