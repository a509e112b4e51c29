using FluentValidation;
using FluentValidation.Results;

namespace Trench.AspNetCore;

/// <summary>The answer to a confirmation: an object with the member <c>code</c>.</summary>
internal static class AnswerField
{
    private const string Code = "code";

    /// <summary>The code of a member that <see cref="HoldsAnswer"/> accepted.</summary>
    public static string CodeOf(Field data) => (ObjectField.Read(data)?.GetValueOrDefault(Code) ?? Field.Absent).Required;

    /// <summary>It must be an object with a code in it.</summary>
    public static void HoldsAnswer<T>(this IRuleBuilder<T, Field> rule, string name)
    {
        rule.IsRequiredObject(name);
        rule.Custom((data, context) =>
        {
            if (ObjectField.Read(data) is { } members
                && FieldRules.FaultOfRequired(members.GetValueOrDefault(Code), AnswerShape.LongestRaw) is { } text)
            {
                context.AddFailure(new ValidationFailure($"{name}/{Code}", text.ToString()) { CustomState = text });
            }
        });
    }
}
