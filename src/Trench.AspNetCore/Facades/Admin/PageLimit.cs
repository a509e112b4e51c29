using System.Globalization;
using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>How many lines of a list are asked for.</summary>
internal static class PageLimit
{
    private const int Page = 50;
    private const int Largest = 200;

    public static readonly Member Member = new("limit", "How many at most: 1 to 200, by default 50.");

    public static int Of(Field field) => Read(field) ?? Page;

    public static void IsPageLimit<T>(this IRuleBuilder<T, Field> rule) => rule
        .Must(limit => limit.Kind == FieldKind.Absent || Read(limit) is not null)
        .OverridePropertyName("limit")
        .WithMessage(FieldPhrases.Invalid);

    private static int? Read(Field field) =>
        int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Largest
            ? limit
            : null;
}
