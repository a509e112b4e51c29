using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trench;

/// <summary>What a confirmation proves, and what is needed to judge its answer. Sealed in its row.</summary>
/// <param name="Target">The address that is proven; null where an enrolment is asked.</param>
/// <param name="Secret">The secret of a method that is asked without an enrolment; null without.</param>
/// <param name="Data">What the application gave along, as JSON; null without.</param>
internal sealed record ConfirmationContent(string? Target, byte[]? Secret, string? Data)
{
    /// <summary>The challenge of the login that asked for it; null where none did.</summary>
    public string? LoginId { get; init; }

    public static readonly ConfirmationContent Empty = new(null, null, null);

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

/// <summary>Seals contents, each bound to the row it stands in.</summary>
internal sealed class ConfirmationSeal(ISecretProtector protector)
{
    public string Seal(ConfirmationContent content, Challenge row) => protector.Seal(
        JsonSerializer.SerializeToUtf8Bytes(content, ConfirmationJson.Default.ConfirmationContent), Binding(row));

    public ConfirmationContent Open(Challenge row) => row.SealedData is { } text
        ? JsonSerializer.Deserialize(protector.Open(text, Binding(row)), ConfirmationJson.Default.ConfirmationContent)
            ?? ConfirmationContent.Empty
        : ConfirmationContent.Empty;

    private static SealBinding Binding(Challenge row) => new("data", row.UserId ?? "", row.Id);
}

[JsonSerializable(typeof(ConfirmationContent))]
internal sealed partial class ConfirmationJson : JsonSerializerContext;
