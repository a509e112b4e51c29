namespace Trench;

/// <summary>A challenge ready to be committed.</summary>
/// <param name="Row">The challenge.</param>
/// <param name="Ticket">Its ticket, for the client only; null where the route finds it without.</param>
/// <param name="Question">What the user is told; null when its method is not configured any more.</param>
/// <param name="Message">The message to hand to the courier after the commit; null when nothing is sent.</param>
/// <param name="Changes">The changes that open it.</param>
/// <param name="Request">What it was opened for.</param>
internal sealed record Opening(
    Challenge Row, string? Ticket, Question? Question, OutboxMessage? Message, IReadOnlyList<Change> Changes, OpenRequest Request)
{
    public override string ToString() => $"Opening {Row.Id}";
}

/// <summary>What a challenge is opened for.</summary>
internal sealed record OpenRequest(MfaUser User, string Purpose, Caller Caller, Enrolment Enrolment, ChallengeTerms Terms)
{
    /// <summary>The factor, when the caller has just made it; otherwise it is opened from the enrolment.</summary>
    public Factor? Factor { get; init; }

    /// <summary>Whether the client gets a ticket.</summary>
    public bool WithTicket { get; init; }

    /// <summary>Completes the row before it is opened: with another name than a ticket, with what it proves.</summary>
    public Func<Challenge, Challenge> Complete { get; init; } = static row => row;

    /// <summary>False while the account is locked or a limit of messages is reached: nothing is sent then.</summary>
    public bool MaySend { get; init; } = true;

    /// <summary>
    /// With it the challenge is not opened beside another one of the same enrolment whose message is younger: several requests at the same
    /// moment send one.
    /// </summary>
    public TimeSpan? Cooldown { get; init; }
}

/// <summary>Opens challenges and puts new codes on them. It makes changes; the caller commits them together with its own.</summary>
internal sealed class ChallengeBook(
    MethodSet methods, CodeHasher hasher, FactorSeal seal, Post post, SendLimits sends, Texts texts, TimeProvider clock)
{
    public Opening Open(OpenRequest request)
    {
        var now = clock.GetUtcNow();
        var ticket = request.WithTicket ? Ticket.New() : null;
        var row = new Challenge
        {
            Id = Codes.Id(now),
            TicketHash = ticket is null ? null : Ticket.Hash(ticket),
            UserId = request.User.IsNobody ? null : request.User.Id,
            Purpose = request.Purpose,
            Facade = request.Caller.Facade,
            Client = request.Caller.Client,
            EnrolmentId = request.Enrolment.Id,
            Method = request.Enrolment.Method,
            MaxAttempts = request.Terms.Attempts,
            CreatedAt = now,
            ExpiresAt = now + request.Terms.Lifetime,
            StampHash = request.User.IsNobody ? null : Digest.Of(request.User.SecurityStamp),
            SessionId = request.Caller.SessionId,
        };
        row = request.Complete(row);
        var method = methods.Find(request.Enrolment.Method);
        var question = method?.Ask(request.Enrolment);
        var letter = method is not null && question is { SendsCode: true } && request.MaySend ? Write(method, row, request) : Unsent(row);
        var open = new OpenChallenge(letter.Row, request.Terms.LiveLimit, request.Terms.RefuseOverLimit, request.Cooldown);
        return new Opening(letter.Row, ticket, question, letter.Message, [open, .. letter.Changes], request);
    }

    /// <summary>Asks again, or asks another enrolment: the old code dies, the attempts stay.</summary>
    public Opening Ask(Challenge challenge, OpenRequest request, TimeSpan cooldown)
    {
        var method = methods.Find(request.Enrolment.Method)
            ?? throw new InvalidOperationException($"The method {request.Enrolment.Method} is not configured.");
        var question = method.Ask(request.Enrolment);
        var row = challenge with { EnrolmentId = request.Enrolment.Id, Method = request.Enrolment.Method, CodeHash = null, CodeExpiresAt = null };
        var (asked, message, sending) = question.SendsCode ? Write(method, row, request) : Unsent(row);
        var replace = new ReplaceCode(
            asked.Id,
            request.Enrolment.Id,
            request.Enrolment.Method,
            asked.CodeHash,
            asked.CodeExpiresAt,
            message is not null,
            cooldown,
            message?.CreatedAt ?? clock.GetUtcNow());
        return new Opening(asked, null, question, message, [replace, .. sending], request);
    }

    private static (Challenge Row, OutboxMessage? Message, IEnumerable<Change> Changes) Unsent(Challenge row) => (row, null, []);

    private (Challenge Row, OutboxMessage? Message, IEnumerable<Change> Changes) Write(Method method, Challenge row, OpenRequest request)
    {
        var shape = request.Terms.Code ?? method.Shape;
        var code = Codes.Text(shape.Alphabet, shape.MinLength);
        var now = clock.GetUtcNow();
        var late = now + method.Settings.ValidityPeriod;
        row = row with
        {
            CodeExpiresAt = late < row.ExpiresAt ? late : row.ExpiresAt,
            CodeHash = hasher.Hash(row, request.Enrolment.Id, code),
            LastSentAt = now,
        };
        var factor = request.Factor ?? seal.Open(request.Enrolment.SealedFactor, request.User.Id, request.Enrolment.Id);
        var language = Texts.Tag(request.User.Language) ?? Texts.Tag(request.Caller.Language);
        var sentence = texts.Say(request.Terms.MessageText ?? EnginePhrases.Message, language);
        var text = sentence.Replace("{code}", code, StringComparison.Ordinal);
        var letter = new Letter(
            method.Settings.Name, factor.Target, code, text, request.User.UserName, language, row.Purpose)
        {
            Subject = request.Terms.MessageSubject is { } subject
                ? texts.Say(subject, language).Replace("{code}", code, StringComparison.Ordinal)
                : null,
            Sender = request.Terms.MessageSender,
        };
        var message = post.Write(letter, row);
        return (row, message, [.. sends.Count(message, factor.Target, request.Caller), new AddMessage(message)]);
    }
}
