using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>The terms of every facade are within their ranges, also of one that the application registers in code.</summary>
internal sealed class FacadeTermsCheck : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options)
    {
        try
        {
            return [.. scope.GetServices<FacadeTerms>().SelectMany(FaultsOf)];
        }
        catch (OptionsValidationException refused)
        {
            // Terms that follow from settings cannot be had while those are faulty. What others report too is told once.
            return refused.Failures;
        }
        catch (InvalidOperationException unresolved)
        {
            // The container names the missing type; nothing of the settings is in its text.
            return [$"The FacadeTerms of a facade cannot be made: {unresolved.Message}"];
        }
    }

    private static IEnumerable<string> FaultsOf(FacadeTerms terms)
    {
        var challenges = terms.Challenges;
        (string Name, double Value, double Least, double Most, string Unit)[] bounds =
        [
            ("Challenges.Lifetime", challenges.Lifetime.TotalSeconds, 1, 900, " seconds"),

            // As many as there are numbers is how a facade leaves them to the account.
            ("Challenges.Attempts", challenges.Attempts, 1, int.MaxValue, ""),
            ("Challenges.LiveLimit", challenges.LiveLimit ?? 1, 1, int.MaxValue, ""),
            ("Challenges.Pause", challenges.Pause.TotalSeconds, 0, 900, " seconds"),
            ("EnrolmentOnlyLifetime", terms.EnrolmentOnlyLifetime.TotalSeconds, 1, 86_400, " seconds"),
        ];
        return bounds.Where(bound => bound.Value < bound.Least || bound.Value > bound.Most).Select(bound =>
            $"The FacadeTerms of {terms.Facade}: {bound.Name} {RangeCheck.Text(bound.Value, bound.Least, bound.Most, bound.Unit)}");
    }
}
