using System.Globalization;
using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>Writes one route into the document: parameters, body, every status that can really happen, security.</summary>
internal static class OperationWriter
{
    private static readonly string[] BodyTypes = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];

    public static void Write(OpenApiOperation operation, OpenApiDocument document, RouteDocument route, string path)
    {
        FaultSchemas.AddTo(document);
        operation.OperationId = OperationId(route.Verb, path);
        operation.Summary = route.Text.Summary;
        operation.Parameters = RouteParameters.Of(route);
        operation.RequestBody = route.Body is { } members ? Body(members) : null;
        operation.Responses = Responses(document, route);
        operation.Security = Security(document, route.Access);
    }

    // The path makes it unique also where a facade is mounted twice.
    private static string OperationId(string verb, string path) =>
        string.Join('_', path.Split('/', '{', '}').Where(part => part.Length > 0).Prepend(verb.ToLowerInvariant()));

    private static OpenApiRequestBody Body(IReadOnlyList<Member> members) => new()
    {
        Required = members.Any(member => member.IsRequired),
        Content = BodyTypes.ToDictionary(type => type, _ => new OpenApiMediaType
        {
            Schema = Schema.Object([.. members.Select(member =>
                (member.IsRequired ? member.Name : member.Name + "?", (IOpenApiSchema)SchemaOf(member)))]),
        }),
    };

    private static OpenApiSchema SchemaOf(Member member)
    {
        var schema = member.Kind switch
        {
            MemberKind.Flag => Schema.Flag(member.Text),
            MemberKind.Texts => Schema.Object().WithMore(Schema.Text("A member of this name.")),
            _ => Schema.Text(member.Text),
        };
        schema.Description = member.Text;
        return schema;
    }

    private static OpenApiResponses Responses(OpenApiDocument document, RouteDocument route)
    {
        var responses = new OpenApiResponses { [Key(route.Text.Answer.Status)] = Right(route.Text.Answer) };
        foreach (var group in route.Text.Faults.Concat(Shared(route)).GroupBy(fault => fault.Status).OrderBy(group => group.Key))
        {
            responses[Key(group.Key)] = Wrong(document, [.. group]);
        }

        return responses;
    }

    private static OpenApiResponse Right(AnswerText answer) => new()
    {
        Description = answer.Text,
        Content = answer.Schema is null
            ? null
            : new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = answer.Schema() } },
    };

    private static OpenApiResponse Wrong(OpenApiDocument document, IReadOnlyList<Fault> faults)
    {
        var response = new OpenApiResponse
        {
            Description = "error_code: " + string.Join(", ", faults.Select(fault => fault.ErrorCode).Distinct()),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(FaultSchemas.Error, document) },
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(FaultSchemas.Problem, document) },
            },
        };
        if (faults.Any(fault => fault.RetryAfter is not null))
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = Schema.Number("Whole seconds.") },
            };
        }

        return response;
    }

    // What the way to the handler may refuse with (Route).
    private static IEnumerable<Fault> Shared(RouteDocument route)
    {
        IEnumerable<Fault> faults = [Faults.ServerError, Faults.Unavailable];
        if (route.Access != Access.Open)
        {
            faults = faults.Append(Faults.AccessTokenNotValid).Append(Faults.BadAuthorizationHeader);
        }

        if (route.Access == Access.SignedIn)
        {
            faults = faults.Append(Faults.NotAuthenticated);
        }

        faults = route.HasPolicy ? faults.Append(Faults.Forbidden) : faults;
        faults = route.RefusesUnknown ? faults.Append(Faults.UnknownMember) : faults;
        faults = route.Query.Count > 0 ? faults.Append(Faults.BadQuery).Append(new Fault(400, "invalid")) : faults;
        if (route.Body is null)
        {
            return faults;
        }

        faults = faults.Append(Faults.BadJson).Append(Faults.BodyTooLarge).Append(Faults.UnsupportedMediaType);
        faults = route.Body.Count > 0 ? faults.Append(new Fault(400, "invalid")) : faults;
        return route.Access == Access.SignedIn ? faults.Append(Faults.ForeignOrigin) : faults;
    }

    private static List<OpenApiSecurityRequirement> Security(OpenApiDocument document, Access access)
    {
        if (access == Access.Open)
        {
            return [[]];
        }

        document.AddComponent<IOpenApiSecurityScheme>(TrenchAuthentication.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access token. JWT and Token are taken as scheme names too.",
        });
        var token = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TrenchAuthentication.Scheme, document)] = [] };
        return access == Access.Anonymous ? [[], token] : [token];
    }

    private static string Key(int status) => status.ToString(CultureInfo.InvariantCulture);
}
