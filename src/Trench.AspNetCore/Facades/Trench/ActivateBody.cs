using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>A method to add. Which further members count is the method's business, so all that are text are handed on.</summary>
internal sealed record ActivateBody(string Method, Field Label, Field Id, Field Code, IReadOnlyDictionary<string, Field> All)
    : IRequestBody<ActivateBody>
{
    public static IReadOnlyList<Member> Members { get; } =
    [
        new("label", "Tells it apart from others of the same method."),
        new("id", "The active enrolment whose secret or address is to be replaced."),
        new("code", "A code of an active method, where the session has no fresh proof."),
        new("email", "The address, where the method's FIELD names it."),
        new("phone_number", "The number, where the method's FIELD names it."),
    ];

    public static IValidator<ActivateBody> Validator { get; } = new Rules();

    public ActivateRequest Request => new(new EnrolmentChoice(Method, Id.Text), Label.Text, Code.Text, Texts());

    public static ActivateBody Read(RequestFields fields) =>
        new(fields.Route("method"), fields["label"], fields["id"], fields["code"], fields.All);

    /// <summary>
    /// What is wrong with a member that the method reads. Only a configured name is looked at, so only such a name is answered.
    /// </summary>
    public Fault? FaultOf(string member) =>
        All.TryGetValue(member, out var field) && FieldRules.FaultOfOptional(field) is { } text
            ? Fault.Of(400, "invalid", member, text)
            : null;

    private Dictionary<string, string> Texts() =>
        All.Where(member => member.Value.Text is { } text && !text.Contains('\0', StringComparison.Ordinal))
            .ToDictionary(member => member.Key, member => member.Value.Required);

    private sealed class Rules : AbstractValidator<ActivateBody>
    {
        public Rules()
        {
            RuleFor(body => body.Label).MayBeBlank("label");
            RuleFor(body => body.Id).IsOptional("id");
            RuleFor(body => body.Code).IsOptional("code", AnswerShape.LongestRaw);
        }
    }
}
