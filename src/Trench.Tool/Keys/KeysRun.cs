using System.Globalization;
using Trench.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>Works on the keys of one database and says what it did.</summary>
internal sealed class KeysRun(Target target, ToolHost host)
{
    private readonly StoredKeys _keys = target.Part<StoredKeys>();
    private readonly KeyRingSeal _seal = target.Part<KeyRingSeal>();

    public async Task<int> ListAsync(CancellationToken cancellationToken)
    {
        var uses = await new KeyCensus(target.Context, _keys, _seal).TakeAsync(cancellationToken);
        foreach (var use in uses)
        {
            await SayAsync($"{use.Name}: {use.Uses} uses, {Standing(use)}");
        }

        return uses.Any(use => !use.IsOpen) ? ExitCodes.Found : ExitCodes.Done;
    }

    public async Task<int> RotateAsync()
    {
        target.Part<KeyRotation>().Run();
        await SayAsync($"A new key and a new pepper are there. Running nodes use them within the hour; then run trench keys rewrap.");
        return ExitCodes.Done;
    }

    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        var rewrap = new KeyRewrap(target.Context, target.Part<ISecretProtector>(), _keys, _seal, host.Clock);
        var keys = rewrap.Keys();
        await SayAsync($"Keys sealed under the first master key: {keys}.");
        var unreadable = 0;
        foreach (var column in SealedColumn.All)
        {
            var count = await rewrap.RunAsync(column, cancellationToken);
            await SayAsync($"{column}: {count.Done} sealed anew{(count.Unreadable == 0 ? "" : $", {count.Unreadable} UNREADABLE")}.");
            unreadable += count.Unreadable;
        }

        return unreadable == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    private static string Standing(KeyUse use) => use switch
    {
        { IsStored: false } => "LOST: it is not among the stored keys",
        { IsOpen: false } => "LOST: no master key that was given opens it",
        { IsUnderFirstMaster: false } => "sealed under an older master key: run trench keys rewrap",
        _ => "sealed under the first master key",
    };

    private Task SayAsync(FormattableString text) => host.Output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
