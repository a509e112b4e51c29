namespace Trench.Demo.Tests;

/// <summary>Real time plus what a test added, so that the next TOTP step comes without waiting. Timers run in real time.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _added;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _added));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _added, by.Ticks);
}
