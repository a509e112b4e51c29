using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Backends.Tests;

/// <summary>A method of an application, the one of samples/CustomDispatcher, on the engine.</summary>
// begin-snippet: contract
public sealed class PigeonContractTests : MessageMethodContract
{
    private readonly PigeonLoft _loft = new();

    protected override MethodUnderTest Create() => new(
        "messenger",
        trench =>
        {
            trench.Services.AddSingleton(_loft);
            trench.AddMethod<PigeonDispatcher>("messenger");
        },
        reader => Task.FromResult(Regex.Match(_loft.Letters.First(letter => letter.To == reader.User.UserName).Text, "[0-9]{6}").Value))
    {
        Settings = new Dictionary<string, string> { ["SOURCE_FIELD"] = "Email" },
    };
}
// end-snippet
