using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>The app on the engine, with another program as the authenticator.</summary>
[NeedsComponents(Component.Oathtool)]
public sealed class AppContractTests : MethodContract
{
    protected override MethodUnderTest Create() => new(
        "app",
        builder => builder.AddAuthenticatorApp(),
        reader => Oathtool.TotpAsync(reader.Members["secret"], reader.Now));
}
