using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Trench.Demo;

/// <summary>
/// A request body of the demo's own routes: JSON or a urlencoded form, in UTF-8, no unknown, duplicate or case-variant member, checked by its
/// validator. Either a value or the answer that says what is wrong.
/// </summary>
internal sealed record RequestBody<T>(T? Value, IResult? Fault)
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

    private static readonly IResult BadType =
        Answers.Fault(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", DemoPhrases.BadMediaType);

    private static readonly IResult BadBody = Answers.Fault(StatusCodes.Status400BadRequest, "parse_error", DemoPhrases.BadBody);

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static async ValueTask<RequestBody<T>> BindAsync(HttpContext context)
    {
        if (!IsPlain(context.Request))
        {
            return new(null, BadType);
        }

        try
        {
            return Check(await ReadAsync(context.Request, context.RequestAborted), context);
        }
        catch (JsonException exception)
        {
            return new(null, Unreadable(exception));
        }
        catch (InvalidDataException)
        {
            return new(null, BadBody);
        }
        catch (BadHttpRequestException exception)
        {
            return new(null, Answers.Fault(exception.StatusCode, "request_refused", DemoPhrases.Unreadable));
        }
    }

    private static async Task<T?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Strict, cancellationToken);
        }

        var members = new JsonObject();
        foreach (var (name, values) in await request.ReadFormAsync(cancellationToken))
        {
            // The collection compares names without case, so a case variant shows as a second value.
            members[name] = values.Count == 1 ? values.ToString() : throw new InvalidDataException("A member came twice.");
        }

        return members.Deserialize<T>(Strict);
    }

    private static RequestBody<T> Check(T? body, HttpContext context)
    {
        // The body "null" is valid JSON and binds to nothing even where null is not allowed.
        if (body is null)
        {
            return new(null, BadBody);
        }

        var result = context.RequestServices.GetRequiredService<IValidator<T>>().Validate(body);
        return result.IsValid
            ? new(body, null)
            : new(null, Answers.Invalid(result.Errors.Select(error => (error.PropertyName, error.CustomState as Phrase ?? error.ErrorMessage))));
    }

    private static bool IsPlain(HttpRequest request)
    {
        var type = request.GetTypedHeaders().ContentType;
        var isForm = type?.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var isUtf8 = type is { Charset.HasValue: false }
            || HeaderUtilities.RemoveQuotes(type?.Charset ?? "").Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return (isForm || request.HasJsonContentType()) && isUtf8 && request.Headers.ContentEncoding.Count == 0;
    }

    // Names the member where there is one of ours, never its value.
    private static IResult Unreadable(JsonException exception)
    {
        var member = Members.FirstOrDefault(name => exception.Path == "$." + Strict.PropertyNamingPolicy!.ConvertName(name));
        return member is null ? BadBody : Answers.Invalid([(member, DemoPhrases.NotText)]);
    }

    private static IEnumerable<string> Members => typeof(T).GetProperties().Select(property => property.Name);
}
