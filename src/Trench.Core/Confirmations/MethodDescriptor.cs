namespace Trench;

/// <summary>
/// wcd's <c>MethodConfigDescriptor</c>: a class of the application that brings a method, named in <c>WCD_2FACTOR:METHODS</c>. It is made
/// without arguments. An application that registers its methods in code calls <c>AddMethod</c> instead.
/// </summary>
public abstract class MethodDescriptor
{
    /// <summary>The method's name: 1 to 64 letters, digits, hyphens and underscores.</summary>
    public abstract string Key { get; }

    /// <summary>What people read; the key by default.</summary>
    public virtual string VerboseName => Key;

    /// <summary>The class behind it, derived from <see cref="Method"/> or <see cref="AbstractMessageDispatcher"/>.</summary>
    public abstract Type Backend { get; }

    /// <summary>The user's field that holds the address; null where the method needs none.</summary>
    public virtual string? SourceField => null;

    /// <summary>The member of a config that brings the address; null where it may not.</summary>
    public virtual string? Field => null;

    internal MethodSettings Method() => new(Key, DispatcherTypes.NameOf(Backend), new Dictionary<string, string>())
    {
        VerboseName = VerboseName,
        SourceField = SourceField,
        Field = Field,
    };
}
