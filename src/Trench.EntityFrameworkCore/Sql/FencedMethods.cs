namespace Trench.EntityFrameworkCore;

/// <summary>A method whose counter is a step of time.</summary>
internal sealed record SteppedMethod(string Name, TimeSpan Period);

/// <summary>What a fence has to know of the application's methods.</summary>
/// <param name="Apps">Those of authenticator apps.</param>
/// <param name="OwnKeys">Those whose keys are checked by the application, and by nobody who would remember what they have shown.</param>
/// <param name="Others">All others by which a user can sign in; at least one.</param>
internal sealed record FencedMethods(IReadOnlyList<SteppedMethod> Apps, IReadOnlyList<string> OwnKeys, IReadOnlyList<string> Others);
