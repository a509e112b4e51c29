using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Trench.AttackTests;

/// <summary>What came back over the wire.</summary>
internal sealed record Reply(int Status, string Head, string Text)
{
    private const string LineEnd = "\r\n";

    /// <summary>Whether it opened the door.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the code it answers was looked at and found wrong; everything else was turned away before.</summary>
    public bool IsEvaluatedGuess => ErrorCode == "code_wrong";

    /// <summary>The machine code of a refusal; empty for none.</summary>
    public string ErrorCode => this["error_code"]?.GetValue<string>() ?? "";

    /// <summary>All octets of it but the date.</summary>
    public string WithoutDate =>
        string.Concat(Head.Split(LineEnd).Where(line => !line.StartsWith("Date:", StringComparison.Ordinal))) + Text;

    public JsonNode? this[string member] => Text.StartsWith('{') ? JsonNode.Parse(Text)?[member] : null;

    /// <summary>Reads an answer that ended with its connection.</summary>
    public static Reply Read(string all)
    {
        var end = all.IndexOf(LineEnd + LineEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidDataException($"No answer, but: {all}");
        }

        var head = all[..end];
        var body = all[(end + (2 * LineEnd.Length))..];
        var isChunked = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        return new Reply(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, isChunked ? Join(body) : body);
    }

    public override string ToString() => $"{Status} {Text}";

    // RFC 9112 section 7.1: each chunk begins with its length in hexadecimal.
    private static string Join(string chunks)
    {
        var text = new StringBuilder();
        for (var rest = chunks; rest.Length > 0;)
        {
            var line = rest.IndexOf(LineEnd, StringComparison.Ordinal);
            var length = int.Parse(rest[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            text.Append(rest, line + LineEnd.Length, length);
            rest = rest[(line + LineEnd.Length + length + LineEnd.Length)..];
        }

        return text.ToString();
    }
}
