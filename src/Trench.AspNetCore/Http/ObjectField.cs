using System.Text;

namespace Trench.AspNetCore;

/// <summary>Reads a member that is an object; a form can only hold its JSON.</summary>
internal static class ObjectField
{
    /// <summary>The members of the object, as strictly as those of a body; null when it is none.</summary>
    public static IReadOnlyDictionary<string, Field>? Read(Field field) =>
        (field.Json ?? field.Text) is ['{', ..] and var json ? JsonFields.Parse(Encoding.UTF8.GetBytes(json)).Value : null;

    /// <summary>Its members that are texts.</summary>
    public static IReadOnlyDictionary<string, string> GivenTexts(Field field) =>
        Texts(field).Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value ?? "");

    /// <summary>Its texts; null stands for a member that is none.</summary>
    public static IReadOnlyDictionary<string, string?> Texts(Field field) =>
        Read(field)?.ToDictionary(member => member.Key, member => member.Value.Text) ?? [];
}
