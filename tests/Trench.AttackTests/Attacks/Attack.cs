namespace Trench.AttackTests;

/// <summary>
/// A way to break in. It tries, and returns what it got; null when it got nothing. The demo has to withstand it, and the weak host must
/// not: that is how it is known to be able to find something.
/// </summary>
internal delegate Task<Finding?> Attack(Target target);

/// <summary>What an attack got, or what it broke.</summary>
internal sealed record Finding(string What)
{
    /// <summary>
    /// Whether nothing was got: the server broke, refused what is good still, or never came into the state that was to be attacked. The
    /// test fails by it all the same, but no hole was found by it.
    /// </summary>
    public bool IsBreakage { get; init; }

    /// <summary>Unless exactly so many got in, and all others were refused in good order. Fewer are no hole.</summary>
    public static Finding? UnlessSuccessesAre(int expected, IReadOnlyCollection<Reply> replies)
    {
        var successes = replies.Count(reply => reply.IsSuccess);
        return successes == expected
            ? InAnswersOf(replies)
            : new Finding($"{successes} got in: {Summary(replies)}") { IsBreakage = successes < expected };
    }

    /// <summary>When an answer is none that a server in good order gives.</summary>
    public static Finding? InAnswersOf(IReadOnlyCollection<Reply> replies) =>
        replies.FirstOrDefault(reply => reply.Status is < 200 or >= 500) is { } broken
            ? Breakage($"The server broke: {broken}; {Summary(replies)}")
            : null;

    /// <summary>When the server took what it had to refuse; or broke over it, which is no refusal either.</summary>
    public static Finding? IfTaken(Answer answer, string what) => answer.Status switch
    {
        < 400 => new Finding($"Taken: {what}: {answer}"),
        >= 500 => Breakage($"Broken by: {what}: {answer}"),
        _ => null,
    };

    /// <summary>When the server refused what is good still: the attack broke it.</summary>
    public static Finding? IfRefused(Answer answer, string what) => BreakageIf(answer.Status >= 300, $"Refused: {what}: {answer}");

    /// <summary>When this is so.</summary>
    public static Finding? If(bool isSo, string what) => isSo ? new Finding(what) : null;

    /// <summary>When this is so, which is nothing that was got.</summary>
    public static Finding? BreakageIf(bool isSo, string what) => isSo ? Breakage(what) : null;

    /// <summary>How many answers of each kind.</summary>
    public static string Summary(IEnumerable<Reply> replies) =>
        string.Join(", ", replies.CountBy(reply => $"{reply.Status} {reply.ErrorCode}").Select(pair => $"{pair.Value} x {pair.Key}"));

    private static Finding Breakage(string what) => new(what) { IsBreakage = true };
}
