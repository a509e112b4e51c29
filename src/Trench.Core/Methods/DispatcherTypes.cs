namespace Trench;

/// <summary>Finds the class that <c>HANDLER</c> names by its type: <c>Shop.PigeonDispatcher</c>, with or without the assembly.</summary>
internal static class DispatcherTypes
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

    /// <summary>Whether the container can make a method of it.</summary>
    public static bool IsMethod(Type type) => typeof(Method).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters;

    /// <summary>Whether the class sends codes.</summary>
    public static bool IsDelivered(Type type) => typeof(AbstractMessageDispatcher).IsAssignableFrom(type);

    /// <summary>The name a class has as a handler.</summary>
    public static string NameOf(Type type) => type.FullName ?? type.Name;
}
