namespace Trench.AspNetCore;

/// <summary>Django REST framework's texts about a member.</summary>
internal static class FieldPhrases
{
    public const string Required = "This field is required.";
    public const string Null = "This field may not be null.";
    public const string NotText = "Not a valid string.";
    public const string Blank = "This field may not be blank.";
    public const string TooLong = "Ensure this field has no more than {0} characters.";
    public const string NullCharacter = "Null characters are not allowed.";
    public const string Invalid = "Enter a valid value.";
    public const string NotFlag = "Must be a valid boolean.";
    public const string NotObject = "Expected a dictionary of items.";
}
