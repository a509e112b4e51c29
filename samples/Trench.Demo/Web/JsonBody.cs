using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;

namespace Trench.Demo;

/// <summary>
/// A request body of the demo's own routes: JSON in UTF-8, no unknown, duplicate or case-variant member, checked by its validator.
/// Either a value or the answer that says what is wrong.
/// </summary>
internal sealed record JsonBody<T>(T? Value, IResult? Fault)
    where T : class
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 4,
    };

    private static readonly IResult NotJson =
        Answers.Fault(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send application/json in UTF-8.");

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (!IsPlainJson(context.Request))
        {
            return new(null, NotJson);
        }

        try
        {
            return Check(await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted), context);
        }
        catch (JsonException exception)
        {
            return new(null, Unreadable(exception));
        }
        catch (BadHttpRequestException exception)
        {
            return new(null, Answers.Fault(exception.StatusCode, "request_refused", "The request body could not be read."));
        }
    }

    private static JsonBody<T> Check(T? body, HttpContext context)
    {
        // The body "null" is valid JSON and binds to nothing even where null is not allowed.
        if (body is null)
        {
            return new(null, Answers.Fault(StatusCodes.Status400BadRequest, "invalid", "A JSON object is expected."));
        }

        var result = context.RequestServices.GetRequiredService<IValidator<T>>().Validate(body);
        return result.IsValid
            ? new(body, null)
            : new(null, Answers.Invalid(result.Errors.Select(error => (error.PropertyName, error.ErrorMessage))));
    }

    private static bool IsPlainJson(HttpRequest request)
    {
        var charset = request.GetTypedHeaders().ContentType?.Charset;
        var isUtf8 = charset is not { HasValue: true } || charset.Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return request.HasJsonContentType() && isUtf8 && request.Headers.ContentEncoding.Count == 0;
    }

    // Names the member where there is one of ours, never its value.
    private static IResult Unreadable(JsonException exception)
    {
        var member = Members.FirstOrDefault(name => exception.Path == "$." + Strict.PropertyNamingPolicy!.ConvertName(name));
        return member is null
            ? Answers.Fault(StatusCodes.Status400BadRequest, "parse_error", "The body is not a JSON object with the members of this route.")
            : Answers.Invalid([(member, "Not a valid string.")]);
    }

    private static IEnumerable<string> Members => typeof(T).GetProperties().Select(property => property.Name);
}
