namespace Trench.AttackTests;

/// <summary>
/// A way to break in. It tries, and returns what it got; null when it got nothing. The demo has to withstand it, and the weak host must
/// not: that is how it is known to be able to find something.
/// </summary>
internal delegate Task<Finding?> Attack(Target target);

/// <summary>What an attack got, or what it broke.</summary>
internal sealed record Finding(string What)
{
    /// <summary>Unless exactly so many got in, and all others were refused in good order.</summary>
    public static Finding? UnlessSuccessesAre(int expected, IReadOnlyCollection<Reply> replies)
    {
        var successes = replies.Count(reply => reply.IsSuccess);
        return successes == expected ? InAnswersOf(replies) : new Finding($"{successes} got in: {Summary(replies)}");
    }

    /// <summary>When an answer is none that a server in good order gives.</summary>
    public static Finding? InAnswersOf(IReadOnlyCollection<Reply> replies) =>
        replies.FirstOrDefault(reply => reply.Status is < 200 or >= 500) is { } broken
            ? new Finding($"The server broke: {broken}; {Summary(replies)}")
            : null;

    /// <summary>When the server took what it had to refuse.</summary>
    public static Finding? IfTaken(Answer answer, string what) =>
        answer.Status is < 400 or >= 500 ? new Finding($"Taken: {what}: {answer}") : null;

    /// <summary>When the server refused what is good still: the attack broke it.</summary>
    public static Finding? IfRefused(Answer answer, string what) => answer.Status >= 300 ? new Finding($"Refused: {what}: {answer}") : null;

    /// <summary>When this is so.</summary>
    public static Finding? If(bool isSo, string what) => isSo ? new Finding(what) : null;

    /// <summary>How many answers of each kind.</summary>
    public static string Summary(IEnumerable<Reply> replies) =>
        string.Join(", ", replies.CountBy(reply => $"{reply.Status} {reply.ErrorCode}").Select(pair => $"{pair.Value} x {pair.Key}"));
}
