using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trench;

/// <summary>The settings of <c>WCD_2FACTOR</c>. docs/settings.md lists its keys.</summary>
public sealed class ConfirmationOptions
{
    /// <summary>
    /// Descriptors of further methods, by the names of their classes. Default none: the methods of <c>TRENCH_AUTH</c> are there anyway.
    /// </summary>
    public IReadOnlyList<string> Methods { get; set; } = [];

    /// <summary>
    /// The class that writes what the application gives along with a confirmation: the full name of a <see cref="JsonConverter"/> that can
    /// be made without arguments. Default none.
    /// </summary>
    public string? JsonEncoder { get; set; }

    /// <summary>
    /// Whether the answer to a request for a confirmation shows the code. For developers only: true stops the start everywhere but in
    /// Development. Default false.
    /// </summary>
    public bool DebugCodeResponse { get; set; }

    /// <summary>What <see cref="Methods"/> names.</summary>
    internal List<MethodDescriptor> Descriptors { get; } = [];

    /// <summary>How the data of confirmations is written and read.</summary>
    internal JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web);
}
