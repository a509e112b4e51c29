using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>
/// wcd's <c>dummy</c>: its code is a secret of the user's own, or of the method's config where no user is asked. For trying out front ends;
/// it is there in Development only.
/// </summary>
internal sealed class DummyMethod : Method
{
    public const string Name = "dummy";

    private const string CodeMember = "code";

    private static readonly AnswerShape Printable =
        new(string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(letter => (char)letter)), 1, AnswerShape.LongestRaw);

    private static readonly ConfigField CodeField = new(CodeMember, "The code.")
    {
        IsRequired = true,
        LongestLength = AnswerShape.LongestRaw,
    };

    /// <inheritdoc />
    public override AnswerShape Shape => Printable;

    /// <inheritdoc />
    public override bool IsSecondFactor => false;

    /// <inheritdoc />
    public override bool AnswersWithoutEnrolment => true;

    /// <inheritdoc />
    public override IReadOnlyList<ConfigField> ConfigFields => [CodeField];

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> ConfigDefaults => new Dictionary<string, string> { [CodeMember] = "dummy-method" };

    /// <inheritdoc />
    public override IReadOnlyList<ConfigField> UserFields => [CodeField];

    /// <inheritdoc />
    public override Question Ask(Enrolment enrolment) => new(DummyPhrases.Ask, SendsCode: false);

    /// <inheritdoc />
    public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Members.TryGetValue(CodeMember, out var given))
        {
            return Task.FromResult<Outcome<NewFactor>>(new Refusal(RefusalKind.TargetRequired) { Field = CodeMember });
        }

        // What is stored has the form in which an answer arrives: without spaces and hyphens.
        return Task.FromResult<Outcome<NewFactor>>(Printable.Read(given) is { } code
            ? new NewFactor(new Factor(Encoding.UTF8.GetBytes(code), null), DummyPhrases.Ask)
            : new Refusal(RefusalKind.TargetInvalid) { Field = CodeMember });
    }

    /// <inheritdoc />
    public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isRight = CryptographicOperations.FixedTimeEquals(context.Factor.Secret, Encoding.UTF8.GetBytes(context.Answer));
        return Task.FromResult(isRight ? Verdict.Right() : Verdict.Wrong());
    }
}
