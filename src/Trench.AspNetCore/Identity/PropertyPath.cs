using System.Linq.Expressions;
using System.Reflection;

namespace Trench.AspNetCore;

/// <summary>
/// A path of properties such as <c>Profile.Phone</c>. Case and underscores do not matter, so that django-trench's
/// <c>profile.phone_number</c> is understood.
/// </summary>
internal sealed class PropertyPath
{
    private readonly IReadOnlyList<PropertyInfo> _properties;

    private PropertyPath(IReadOnlyList<PropertyInfo> properties) => _properties = properties;

    /// <summary>The property at the end.</summary>
    public PropertyInfo Last => _properties[^1];

    /// <summary>Whether the property belongs to the user itself.</summary>
    public bool IsDirect => _properties.Count == 1;

    /// <summary>The path on a type; null when there is no such path.</summary>
    public static PropertyPath? Find(Type type, string path)
    {
        var found = new List<PropertyInfo>();
        foreach (var name in path.Split('.'))
        {
            if (FindProperty(type, name.Replace("_", "", StringComparison.Ordinal)) is not { } property)
            {
                return null;
            }

            found.Add(property);
            type = property.PropertyType;
        }

        return new PropertyPath(found);
    }

    /// <summary>The value; null also when something on the way is null.</summary>
    public object? Get(object root)
    {
        object? value = root;
        foreach (var property in _properties)
        {
            value = value is null ? null : property.GetValue(value);
        }

        return value;
    }

    /// <summary>Sets the value. False when something on the way is null, and there is nothing to set it on.</summary>
    public bool TrySet(object root, object value)
    {
        object? owner = root;
        foreach (var property in _properties.SkipLast(1))
        {
            owner = owner is null ? null : property.GetValue(owner);
        }

        if (owner is null)
        {
            return false;
        }

        Last.SetValue(owner, value);
        return true;
    }

    /// <summary>The path as an expression, for a query.</summary>
    public Expression On(Expression root) => _properties.Aggregate(root, Expression.Property);

    /// <summary>The path without its last property as an expression, for a query.</summary>
    public Expression OwnerOn(Expression root) => _properties.SkipLast(1).Aggregate(root, Expression.Property);

    private static PropertyInfo? FindProperty(Type type, string name) =>
        type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
}
