namespace Trench.AspNetCore;

/// <summary>A route of the facade: its text, and what the dialect must know of it.</summary>
internal sealed record ConfirmationRoute(string Pattern, string Summary, AnswerText Answer)
{
    /// <summary>What the flow behind it may refuse.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>The member that names the confirmation; what is wrong with it goes there.</summary>
    public string Confirmation { get; init; } = "id";

    /// <summary>The member that holds the method's own members.</summary>
    public string Config { get; init; } = "data";

    /// <summary>Whether a code of the body proves the change, instead of being what is asked for.</summary>
    public bool CodeIsProof { get; init; }

    /// <summary>Whether the path names the config.</summary>
    public bool HasConfigInPath { get; init; }

    /// <summary>Whether it is the login: wcd puts its one fault as a text and not as a list.</summary>
    public bool IsLogin { get; init; }

    /// <summary>The route as the OpenAPI document tells it: its statuses are what the dialect makes of its refusals.</summary>
    public RouteText Text => new(Pattern, Summary, Answer, [.. Refusals.Select(refusal => ConfirmationDialect.Translate(refusal, this))]);
}
