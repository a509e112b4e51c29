namespace Trench;

/// <summary>What kind of class <c>HANDLER</c> names.</summary>
internal static class DispatcherTypes
{
    /// <summary>Whether the container can make a method of it.</summary>
    public static bool IsMethod(Type type) => typeof(Method).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters;

    /// <summary>Whether the class sends codes.</summary>
    public static bool IsDelivered(Type type) => typeof(AbstractMessageDispatcher).IsAssignableFrom(type);

    /// <summary>The name a class has as a handler.</summary>
    public static string NameOf(Type type) => type.FullName ?? type.Name;
}
