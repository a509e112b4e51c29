using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// The application cannot start with these settings. <see cref="OptionsValidationException.Failures"/> has every fault, the message too.
/// </summary>
public sealed class TrenchStartException : OptionsValidationException
{
    /// <summary>Creates the exception of at least one fault.</summary>
    public TrenchStartException(IEnumerable<string> faults)
        : base(Microsoft.Extensions.Options.Options.DefaultName, typeof(TrenchOptions), faults)
    {
    }

    /// <summary>All faults, one a line.</summary>
    public override string Message => "Trench cannot start with these settings:" + string.Concat(Failures.Select(fault => "\n  " + fault));
}
