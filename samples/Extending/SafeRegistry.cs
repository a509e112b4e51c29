using Trench;

/// <summary>A method brought by a class of the application, as wcd-2factor's <c>METHODS</c> names one in <c>appsettings.json</c>.</summary>
// begin-snippet: descriptor
public sealed class PagerMethod : MethodDescriptor
{
    public override string Key => "pager";

    public override string VerboseName => "Pager";

    public override Type Backend => typeof(PagerDispatcher);

    public override string? Field => "pager_number";
}

public sealed class PagerDispatcher(NoticeBoard board) : AbstractMessageDispatcher
{
    public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => Task.FromResult(
        board.TryPin(new Slip(message.Recipient!, message.Text)) ? Delivery.Sent() : Delivery.Failed("the board is full"));
}
// end-snippet

/// <summary>A registry of one's own: the safe knows one method and no other, whatever else the application has.</summary>
public static class SafeRegistry
{
    // begin-snippet: registry
    public const string Name = "safe";

    public static IServiceCollection AddSafe(this IServiceCollection services) =>
        services.AddKeyedScoped(Name, (provider, _) => provider.GetRequiredService<Confirmer>().With("pager"));
    // end-snippet
}
