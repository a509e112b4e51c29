using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trench;

/// <summary>Writes messages for the outbox and reads them back: the code exists in clear only in the worker's memory and in this seal.</summary>
internal sealed class Post(ISecretProtector protector, NodeName node, TimeProvider clock)
{
    /// <summary>How long a node holds a message it has taken: a dead node's messages are taken over afterwards.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How long a notice is worth sending.</summary>
    public static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(1);

    /// <summary>The row of a challenge's message, leased to this node, which sends it right after the commit.</summary>
    public OutboxMessage Write(Letter letter, Challenge challenge) =>
        Write(letter, challenge.UserId, challenge.CodeExpiresAt ?? challenge.ExpiresAt) with { ChallengeId = challenge.Id };

    /// <summary>The row of a notice, leased likewise.</summary>
    public OutboxMessage Write(Letter letter, string userId) => Write(letter, userId, clock.GetUtcNow() + NoticeLifetime);

    /// <summary>The message of a row; null when its body was erased.</summary>
    public Message? Read(OutboxMessage row)
    {
        if (row.SealedBody is null
            || JsonSerializer.Deserialize(protector.Open(row.SealedBody, Binding(row.UserId, row.Id)), LetterJson.Default.Letter) is not { } letter)
        {
            return null;
        }

        return new Message
        {
            Id = row.Id,
            Recipient = letter.Recipient,
            Code = letter.Code,
            Text = letter.Text,
            UserName = letter.UserName,
            Language = letter.Language,
            Purpose = letter.Purpose,
            Subject = letter.Subject,
            Sender = letter.Sender,
            IsNotice = letter.IsNotice,
            ExpiresAt = row.ExpiresAt,
        };
    }

    private OutboxMessage Write(Letter letter, string? userId, DateTimeOffset expiresAt)
    {
        var now = clock.GetUtcNow();
        var id = Codes.Id(now);
        var plain = JsonSerializer.SerializeToUtf8Bytes(letter, LetterJson.Default.Letter);
        return new OutboxMessage
        {
            Id = id,
            UserId = userId,
            Method = letter.Method,
            SealedBody = protector.Seal(plain, Binding(userId, id)),
            CreatedAt = now,
            NextAttemptAt = now,
            // Like a leased row it counts the attempt that begins now.
            Attempts = 1,
            ExpiresAt = expiresAt,
            LeaseOwner = node.Value,
            LeaseUntil = now + Lease,
        };
    }

    private static SealBinding Binding(string? userId, string messageId) => new("message", userId ?? "", messageId);
}

/// <summary>What is sealed in the outbox.</summary>
internal sealed record Letter(
    string Method, string? Recipient, string Code, string Text, string UserName, string? Language, string Purpose)
{
    public string? Subject { get; init; }

    public string? Sender { get; init; }

    public bool IsNotice { get; init; }

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

[JsonSerializable(typeof(Letter))]
internal sealed partial class LetterJson : JsonSerializerContext;
