namespace Trench;

/// <summary>The terms of a facade with what a method config sets otherwise.</summary>
internal sealed class ConfigTerms(TermsBook terms)
{
    public ChallengeTerms Of(MethodConfig config, Caller caller)
    {
        var own = terms.Challenges(caller);
        var text = ConfigJson.Read(config.Settings).GetValueOrDefault(MessageTextField.Name);
        return string.IsNullOrEmpty(text) ? own : own with { MessageText = text };
    }
}
