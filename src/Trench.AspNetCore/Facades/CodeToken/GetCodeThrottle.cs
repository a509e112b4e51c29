using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// <c>CODE_TOKEN_THROTTLE_RATE</c>: every request to <c>get-code</c> counts, whatever it is answered. Kept by each node for itself, as the other
/// limits by address are.
/// </summary>
internal sealed class GetCodeThrottle(SettingSection<CodeTokenOptions> settings, TimeProvider clock)
{
    private readonly AddressLog? _requests = settings.Value.CodeTokenThrottleRate is { } rate ? new AddressLog(rate, clock) : null;

    public Fault? Refuse(HttpContext context) =>
        _requests?.Enter(CallerAddress.Of(context)) is { } wait ? Faults.Throttled("get_code_throttled", wait) with { TokenCode = "throttled" } : null;
}
