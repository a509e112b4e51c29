namespace Trench;

/// <summary>The terms of a facade with what a method config sets otherwise.</summary>
internal sealed class ConfigTerms(TermsBook terms)
{
    public ChallengeTerms Of(MethodConfig config, Caller caller)
    {
        var own = terms.Challenges(caller);
        return ConfigJson.Read(config.Settings).GetValueOrDefault(MessageTextField.Name) is { Length: > 0 } text ? own with { MessageText = text } : own;
    }
}
