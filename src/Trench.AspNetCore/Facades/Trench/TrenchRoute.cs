namespace Trench.AspNetCore;

/// <summary>Where django-trench puts what is wrong with the named method.</summary>
internal enum MethodFaultPlace
{
    /// <summary>Under <c>error</c>.</summary>
    Error,

    /// <summary>Under <c>code</c>: its serializer finds it while it validates the code.</summary>
    Code,

    /// <summary>Under <c>method</c> when it is not configured, under <c>error</c> when the user does not have it.</summary>
    Member,

    /// <summary>
    /// As a wrong choice under <c>method</c> when it is not configured, under <c>code</c> when the user does not have it.
    /// </summary>
    Choice,

    /// <summary>As a missing code: where one is demanded, django-trench asks for it before it looks for the method.</summary>
    MissingCode,
}

/// <summary>A route of the facade: its text, and what the dialect must know of it.</summary>
internal sealed record TrenchRoute(string Pattern, string Summary, AnswerText Answer)
{
    /// <summary>What the flow behind it may refuse.</summary>
    public IReadOnlyList<RefusalKind> Refusals { get; init; } = [];

    /// <summary>Where a fault of the method goes.</summary>
    public MethodFaultPlace MethodFaults { get; init; }

    /// <summary>Whether a wrong code is a failed authentication (401) and not a faulty member (400).</summary>
    public bool CodeSignsIn { get; init; }

    /// <summary>The route as the OpenAPI document tells it: its statuses are what the dialect makes of its refusals.</summary>
    public RouteText Text => new(Pattern, Summary, Answer, [.. Refusals.Select(kind => TrenchDialect.Translate(new Refusal(kind), this))]);

    /// <summary>
    /// The route as it answers a request with this code. django-trench runs the checks of the code only when there is one, and then reports
    /// the method's faults there.
    /// </summary>
    public TrenchRoute With(Field code, bool isDemanded) => code.Kind == FieldKind.Text
        ? this
        : this with { MethodFaults = isDemanded ? MethodFaultPlace.MissingCode : MethodFaultPlace.Error };
}
