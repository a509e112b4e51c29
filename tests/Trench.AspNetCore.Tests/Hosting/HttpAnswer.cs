using System.Net;
using System.Text.Json;

namespace Trench.AspNetCore.Tests;

/// <summary>An answer, read to its end.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    public static async Task<HttpAnswer> OfAsync(HttpResponseMessage message) =>
        new(message.StatusCode, await message.Content.ReadAsStringAsync(), message);

    /// <summary>The text of a top-level member.</summary>
    public string this[string name] => Body.GetProperty(name).GetString()!;

    /// <summary>The only text of a faulty member.</summary>
    public string FaultOf(string member) => Assert.Single(Body.GetProperty(member).EnumerateArray()).GetString()!;

    /// <summary>A header of the answer; null without.</summary>
    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    public void MustBe(HttpStatusCode status) => Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
}
