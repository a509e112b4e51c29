using Trench.Backends.Tests;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>One app method and one enrolment of it, outside the engine.</summary>
internal sealed class AppBench
{
    public AppBench(params (string Key, string Value)[] settings)
    {
        Settings = new MethodSettings("app", "app", settings.ToDictionary(pair => pair.Key, pair => pair.Value));
        Method = new AuthenticatorAppDispatcher(Microsoft.Extensions.Options.Options.Create(Options), Logger) { Settings = Settings };
    }

    public TrenchOptions Options { get; } = new();

    public MethodSettings Settings { get; }

    public ListLogger<AuthenticatorAppDispatcher> Logger { get; } = new();

    public AuthenticatorAppDispatcher Method { get; }

    public Enrolment Enrolment { get; } = new() { Id = "e1", UserId = "u1", Method = "app" };

    /// <summary>A new factor for the user <c>ann</c>.</summary>
    public async Task<NewFactor> EnrolAsync(string label = "")
    {
        var request = new EnrolmentRequest(new MfaUser("u1", "ann", "stamp", IsActive: true), label, new Dictionary<string, string>());
        var outcome = await Method.EnrolAsync(request, CancellationToken.None);
        return outcome.Value ?? throw new InvalidOperationException($"Refused: {outcome.Refusal}");
    }

    /// <summary>Judges an answer at an instant, with the highest counter accepted so far.</summary>
    public Task<Verdict> JudgeAsync(Factor factor, string answer, DateTimeOffset now, long counter = -1) => Method.VerifyAsync(
        new AnswerContext { Answer = answer, Enrolment = Enrolment, Factor = factor, Counter = counter, Now = now },
        CancellationToken.None);
}
