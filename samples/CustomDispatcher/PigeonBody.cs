using FluentValidation;

/// <summary>What <c>POST pigeon/activate</c> has to bring: its members are the properties in snake case.</summary>
// begin-snippet: body
public sealed class PigeonBody
{
    public string? Loft { get; set; }
}

public sealed class PigeonBodyValidator : AbstractValidator<PigeonBody>
{
    public PigeonBodyValidator() => RuleFor(body => body.Loft).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Say which loft the pigeon flies to.")
        .Matches("^[A-Za-z ]{3,40}$").WithMessage("A loft has a name of 3 to 40 letters.");
}
// end-snippet
