using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>Short forms of schemas.</summary>
internal static class Schema
{
    public static OpenApiSchema Text(string text) => new() { Type = JsonSchemaType.String, Description = text };

    public static OpenApiSchema TextOrNull(string text) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = text };

    public static OpenApiSchema Number(string text) => new() { Type = JsonSchemaType.Integer, Description = text };

    public static OpenApiSchema Flag(string text) => new() { Type = JsonSchemaType.Boolean, Description = text };

    public static OpenApiSchema List(string text, IOpenApiSchema item) =>
        new() { Type = JsonSchemaType.Array, Description = text, Items = item };

    public static OpenApiSchema Texts(string text) => List(text, new OpenApiSchema { Type = JsonSchemaType.String });

    public static OpenApiSchema OneOf(params IOpenApiSchema[] choices) => new() { OneOf = [.. choices] };

    /// <summary>An object; a name that ends in a question mark may be left out.</summary>
    public static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name.TrimEnd('?'), member => member.Schema),
        Required = members.Where(member => !member.Name.EndsWith('?')).Select(member => member.Name).ToHashSet(),
    };

    /// <summary>An object of which other members are possible.</summary>
    public static OpenApiSchema WithMore(this OpenApiSchema schema, IOpenApiSchema others)
    {
        schema.AdditionalProperties = others;
        return schema;
    }
}
