using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>The bodies of answers that say no, once for all routes.</summary>
internal static class FaultSchemas
{
    public const string Error = "TrenchError";
    public const string Problem = "TrenchProblem";

    /// <summary>Adds both to the document, unless an earlier route did.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>(Error, ErrorSchema());
        document.AddComponent<IOpenApiSchema>(Problem, ProblemSchema());
    }

    private static OpenApiSchema ErrorSchema()
    {
        var schema = Schema.Object(
            ("error_code", Schema.Text("Stable machine code.")),
            ("error?", Schema.Text("Text of a refusal by the rules.")),
            ("detail?", Schema.Text("Text of a refusal by the framework.")),
            ("details?", Schema.Text("Text about a message that was not delivered.")),
            ("messages?", Schema.List("SimpleJWT's messages about an access token.", new OpenApiSchema { Type = JsonSchemaType.Object })));
        schema.Description = "A refusal in the ancestor's shape: a text under a key, or texts under the name of each faulty member.";
        return schema.WithMore(Schema.OneOf(
            Schema.Texts("What is wrong with the member of this name."),
            Schema.Object().WithMore(Schema.Texts("What is wrong with the member of this name within it.")),
            Schema.Text("SimpleJWT's own code.")));
    }

    private static OpenApiSchema ProblemSchema()
    {
        var schema = Schema.Object(
            ("type", Schema.Text("Stable URN that ends in the machine code.")),
            ("title", Schema.Text("The status in words.")),
            ("status", Schema.Number("The status.")),
            ("detail", Schema.Text("Text for people.")),
            ("error_code", Schema.Text("Stable machine code.")),
            ("retry_after?", Schema.Number("Seconds to wait.")),
            ("errors?", Schema.Object().WithMore(Schema.Texts("What is wrong with the member of this name."))));
        schema.Description = "RFC 9457, for a client that sends Accept: application/problem+json.";
        return schema;
    }
}
