namespace Trench;

/// <summary>A confirmation to ask for: of a user by one of the user's enrolments, or of an address by a method alone.</summary>
/// <param name="Action">
/// What is to be confirmed: 1 to 64 ASCII letters, digits and <c>._:-</c>. A confirmation of one action is worth nothing for another.
/// </param>
public sealed record ConfirmationRequest(string Action)
{
    /// <summary>The user; null to prove an address of nobody yet.</summary>
    public string? UserId { get; init; }

    /// <summary>The user's enrolment that is asked; null to ask a method without one.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>The <see cref="MethodConfig"/> that is asked. Beside an enrolment it must be that enrolment's.</summary>
    public string? MethodConfigId { get; init; }

    /// <summary>The method's own members, such as the address to prove.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    /// <summary>What the application wants back when the confirmation is used, such as the amount. It is stored sealed, as JSON.</summary>
    public object? Data { get; init; }

    /// <summary>The client's network address, for limits and events; null where there is none.</summary>
    public string? Address { get; init; }

    /// <summary>The language of the message, where the user's own is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The challenge of the login on whose behalf it is asked for; it ends with that login.</summary>
    internal string? LoginId { get; init; }

    /// <summary>Hides the members.</summary>
    public override string ToString() => $"ConfirmationRequest {Action}";
}

/// <summary>A confirmation that was asked for.</summary>
/// <param name="Confirmation">The confirmation.</param>
/// <param name="Details">What the user is told.</param>
/// <param name="Members">What the dispatcher wants in the answer.</param>
public sealed record RequestedConfirmation(Confirmation Confirmation, Phrase Details, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>
    /// The code that was sent, where <see cref="ConfirmationOptions.DebugCodeResponse"/> reveals it to developers; null otherwise.
    /// </summary>
    public string? DebugCode { get; init; }

    /// <summary>Hides everything but the action.</summary>
    public override string ToString() => Confirmation.ToString();
}
