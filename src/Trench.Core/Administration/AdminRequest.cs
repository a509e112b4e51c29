namespace Trench;

/// <summary>Whom an administrator acts on, and why.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Reason">Why, in the administrator's words; it goes into the event. Null where none is given.</param>
/// <param name="Code">A code of one of the administrator's own methods, where the session has no fresh proof.</param>
public sealed record AdminRequest(string UserId, string? Reason, string? Code);
