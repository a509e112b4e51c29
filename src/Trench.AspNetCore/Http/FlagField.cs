namespace Trench.AspNetCore;

/// <summary>Reads a member that is true or false; a form can only say so in text.</summary>
internal static class FlagField
{
    /// <summary>The value; null when it is neither.</summary>
    public static bool? Read(Field field) => (field.Json ?? field.Text) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };
}
