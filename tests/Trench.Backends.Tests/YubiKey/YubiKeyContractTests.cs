using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Backends.YubiKey.Tests;

/// <summary>What every method promises, for keys of one's own.</summary>
public sealed class YubiKeyContractTests : MethodContract
{
    // Two people at most have a key in one fact.
    private readonly SoftYubiKey[] _keys = [SoftYubiKey.New(), SoftYubiKey.New()];
    private readonly List<string> _owners = [];

    protected override MethodUnderTest Create() => new("yubi", builder => builder.AddYubiKey(), Press)
    {
        Settings = new Dictionary<string, string> { ["YUBIKEY_OFFLINE_KEYS"] = string.Join(',', _keys.Select(key => key.Entry)) },
    };

    // A password has no time to it: it is late when a later one was used.
    [ContractFact]
    public override async Task A_late_code_is_refused()
    {
        var ann = await EnrolledAsync();
        var late = await CodeAsync(ann);
        Assert.True((await ann.CompleteAsync(await AskAsync(ann), await CodeAsync(ann))).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await ann.CompleteAsync(await AskAsync(ann), late)).Refusal?.Kind);
    }

    private Task<string> Press(Reader reader)
    {
        if (!_owners.Contains(reader.User.Id))
        {
            _owners.Add(reader.User.Id);
        }

        return Task.FromResult(_keys[_owners.IndexOf(reader.User.Id)].Press());
    }
}
