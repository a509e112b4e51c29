using System.Net;

namespace Trench.Demo.Tests;

/// <summary>A proxy may speak HTTP/2 to the nodes, without TLS.</summary>
public sealed class Http2Tests
{
    [Fact]
    public async Task Both_steps_of_a_login_work_over_HTTP_2()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var demo = await DemoProcess.StartAsync([.. database.Settings, new("Kestrel:EndpointDefaults:Protocols", "Http2")]);
        using var client = new HttpClient(new Http2Only()) { BaseAddress = demo.Address };
        var api = new Api(client);
        var (anna, now) = (new { username = "anna", password = Person.Password }, TimeProvider.System.GetUtcNow());
        (await api.GetAsync("/health")).Has(200);
        (await api.PostAsync("/auth/users", anna)).Has(201);
        var token = (await api.PostAsync("/auth/login", anna)).Has(200).String("access");
        var secret = (await api.PostAsync("/auth/app/activate", new { }, token)).Has(200).String("secret");
        (await api.PostAsync("/auth/app/activate/confirm", new { code = await Oathtool.TotpAsync(secret, now) }, token)).Has(200);

        var ticket = (await api.PostAsync("/auth/login", anna)).Has(200).String("ephemeral_token");
        var code = await Oathtool.TotpAsync(secret, now + AuthenticatorApp.Step);

        (await api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code })).Has(200).String("access");
    }

    // Nothing falls back to HTTP/1.1 unseen.
    private sealed class Http2Only() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            var response = await base.SendAsync(request, cancellationToken);
            Assert.Equal(HttpVersion.Version20, response.Version);
            return response;
        }
    }
}
