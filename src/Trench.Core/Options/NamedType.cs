namespace Trench;

/// <summary>Finds a class that a setting names by its type: <c>Shop.PigeonDispatcher</c>, with or without the assembly.</summary>
public static class NamedType
{
    /// <summary>The type of this name in any loaded assembly; null without.</summary>
    public static Type? Find(string name)
    {
        try
        {
            return Type.GetType(name, throwOnError: false)
                ?? AppDomain.CurrentDomain.GetAssemblies()
                    .Select(assembly => assembly.GetType(name, throwOnError: false))
                    .FirstOrDefault(type => type is not null);
        }
        catch (Exception refused) when (refused is ArgumentException or FileLoadException or BadImageFormatException)
        {
            // Not the name of a type at all, in spite of throwOnError.
            return null;
        }
    }
}
