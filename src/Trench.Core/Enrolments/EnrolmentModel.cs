using System.Reflection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>The class of new enrolments: the engine's own, or the one that <c>USER_MFA_MODEL</c> names.</summary>
internal sealed class EnrolmentModel(IOptions<TrenchOptions> options)
{
    private static readonly PropertyInfo[] Columns = [.. typeof(Enrolment).GetProperties().Where(property => property.CanWrite)];

    private readonly Type? _type = options.Value.UserMfaModel is { } name ? Find(name) : null;

    /// <summary>The class of this name; null when there is none that an enrolment can be made of.</summary>
    public static Type? Find(string name) =>
        NamedType.Find(name) is { IsAbstract: false } type
        && type.IsSubclassOf(typeof(Enrolment))
        && type.GetConstructor(Type.EmptyTypes) is not null
            ? type
            : null;

    /// <summary>The row as one of the application's class; its own columns have what its constructor gives them.</summary>
    public Enrolment Make(Enrolment row)
    {
        if (_type is null)
        {
            return row;
        }

        var own = (Enrolment)(Activator.CreateInstance(_type) ?? throw new InvalidOperationException($"{_type.Name} cannot be made."));
        foreach (var column in Columns)
        {
            column.SetValue(own, column.GetValue(row));
        }

        return own;
    }
}
