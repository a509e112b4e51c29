namespace Trench;

/// <summary>Who acts on own methods: the user of a valid session.</summary>
/// <param name="User">The user.</param>
/// <param name="Session">The session; null for an application whose own cookie carries the user, who then proves himself by a code each time.</param>
/// <param name="Caller">Where the request came from.</param>
public sealed record Actor(MfaUser User, Session? Session, Caller Caller);

/// <summary>Which of the actor's enrolments a request means: by method, and by id where the method has several.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Id">The enrolment's id; null where the method has one.</param>
public sealed record EnrolmentChoice(string Method, string? Id);

/// <summary>A request to add an enrolment, or with the id of an active one to replace its secret or target.</summary>
/// <param name="Choice">The method, and the id of the enrolment to replace; without an id one is added.</param>
/// <param name="Label">The label of the new one; null takes the first place of the method.</param>
/// <param name="Code">A code of an active method, where the session has no fresh proof.</param>
/// <param name="Members">The string members of the body.</param>
public sealed record ActivateRequest(EnrolmentChoice Choice, string? Label, string? Code, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Hides the code and what the body holds.</summary>
    public override string ToString() => $"ActivateRequest {Choice}";
}
