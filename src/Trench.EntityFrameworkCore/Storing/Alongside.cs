namespace Trench.EntityFrameworkCore;

/// <summary>
/// What the application stores in the commit: how far it got decides whether the commit may be tried again and whose failure it is.
/// </summary>
internal sealed class Alongside(Func<CancellationToken, Task<bool>>? work)
{
    public bool IsAsked => work is not null;

    public bool HasStarted { get; private set; }

    public bool HasFailed { get; private set; }

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (work is null)
        {
            return true;
        }

        HasStarted = true;
        try
        {
            return await work(cancellationToken);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }
}
