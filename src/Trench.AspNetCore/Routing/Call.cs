namespace Trench.AspNetCore;

/// <summary>One call of a route whose body is valid.</summary>
/// <typeparam name="TBody">The body.</typeparam>
/// <param name="Body">The body.</param>
/// <param name="Caller">Where the request comes from.</param>
/// <param name="Credentials">Who sends it.</param>
internal sealed record Call<TBody>(TBody Body, Caller Caller, Credentials Credentials)
{
    /// <summary>The user of a route that only a user may use.</summary>
    public Actor Actor => new(
        Credentials.User ?? throw new InvalidOperationException("The route is open to everybody, so there may be no user."),
        Credentials.Session,
        Caller);
}
