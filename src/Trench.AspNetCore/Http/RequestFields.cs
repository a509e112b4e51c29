using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>The members of a request body, by their exact names, and the values of its route.</summary>
internal sealed class RequestFields(IReadOnlyDictionary<string, Field> members, Func<string, string?> routeValue)
{
    public static readonly IReadOnlyDictionary<string, Field> None = new Dictionary<string, Field>();

    /// <summary>The parameters of a query. The collection compares names without case, so a case variant shows as a second value.</summary>
    public static Read<IReadOnlyDictionary<string, Field>> OfQuery(IQueryCollection query)
    {
        var parameters = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (values.Count != 1)
            {
                return Faults.BadQuery;
            }

            parameters.Add(name, Field.Of(values.ToString()));
        }

        return new(parameters);
    }

    /// <summary>The Authorization header; empty without. For a route whose caller is a client and not a user.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>Every member that was sent, also those that no body declares.</summary>
    public IReadOnlyDictionary<string, Field> All => members;

    /// <summary>A member; absent when it was not sent. Names are compared byte by byte.</summary>
    public Field this[string name] => members.GetValueOrDefault(name);

    /// <summary>A value of the route, for instance <c>method</c>.</summary>
    public string Route(string name) =>
        routeValue(name) ?? throw new InvalidOperationException($"The route has no value named {name}.");
}
