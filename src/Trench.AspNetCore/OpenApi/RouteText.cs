using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>What the OpenAPI document says of a route.</summary>
/// <param name="Pattern">The path below the mount point.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
/// <param name="Answer">What a right request is answered with.</param>
/// <param name="Faults">What the route's own flow may refuse with; what every route shares is added.</param>
internal sealed record RouteText(string Pattern, string Summary, AnswerText Answer, IReadOnlyList<Fault> Faults);

/// <summary>What a right request is answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">What it means.</param>
/// <param name="Schema">The body; null for none. Made anew for each document.</param>
internal sealed record AnswerText(int Status, string Text, Func<OpenApiSchema>? Schema = null);

/// <summary>A route as the document writer gets it.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Text">Its text.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="Body">The members of its body; null where it takes none.</param>
internal sealed record RouteDocument(string Verb, RouteText Text, Access Access, IReadOnlyList<Member>? Body)
{
    /// <summary>The parameters of its query.</summary>
    public IReadOnlyList<Member> Query { get; init; } = [];

    /// <summary>Whether a policy of the application decides who may use it.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>Whether unknown members are refused.</summary>
    public bool RefusesUnknown { get; init; }
}
