namespace Trench;

/// <summary>The methods of one request: each is made at its first use and kept to the end of the scope.</summary>
internal sealed class MethodSet(MethodRegistry registry, IServiceProvider scope)
{
    private readonly Dictionary<string, Method> _made = new(StringComparer.Ordinal);

    /// <summary>The method of this name; null when none is configured.</summary>
    public Method? Find(string name)
    {
        if (!registry.Contains(name))
        {
            return null;
        }

        if (!_made.TryGetValue(name, out var method))
        {
            _made[name] = method = registry.Make(name, scope);
        }

        return method;
    }
}
