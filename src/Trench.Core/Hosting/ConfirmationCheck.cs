using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>No code is revealed outside Development.</summary>
internal sealed class ConfirmationCheck(IOptions<ConfirmationOptions> settings) : IStartCheck
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options) =>
        settings.Value.DebugCodeResponse && scope.GetService<IHostEnvironment>()?.IsDevelopment() != true
            ?
            [
                $"WCD_2FACTOR:{ConfirmationKeys.DebugCodeResponse}: is true, which shows codes to whoever asks for them; "
                    + "it is allowed in Development only: set false.",
            ]
            : [];
}
