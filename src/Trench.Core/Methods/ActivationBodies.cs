namespace Trench;

/// <summary>
/// Checks the body of an activation with the application's own validator, where its method names one in <c>SERIALIZER</c>.
/// </summary>
public sealed class ActivationBodies
{
    private readonly MethodRegistry _methods;
    private readonly IServiceProvider _scope;

    internal ActivationBodies(MethodRegistry methods, IServiceProvider scope)
    {
        _methods = methods;
        _scope = scope;
    }

    /// <summary>The members that the method's validator looks at; none for a method without one.</summary>
    public IReadOnlyList<string> MembersOf(string method) => BodyOf(method)?.Members.ToList() ?? [];

    /// <summary>What is wrong with which member; empty when nothing is, or nothing is demanded.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="members">The members of the body that are text.</param>
    /// <param name="cancellationToken">Ends when the client is gone.</param>
    public async Task<IReadOnlyList<(string Member, string Text)>> FaultsAsync(
        string method, IReadOnlyDictionary<string, string> members, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(members);
        return BodyOf(method) is { } body ? await body.FaultsAsync(members, _scope, cancellationToken) : [];
    }

    private ActivationBody? BodyOf(string method) =>
        _methods.Find(method)?.Serializer is { } validator ? ActivationBody.Of(validator) : null;
}
