namespace Trench.Demo.Tests;

/// <summary>Every hostile header, over a real connection.</summary>
public sealed class HostileHeaderTests : IAsyncLifetime
{
    // Cookies authenticate nobody in the demo, so there is no change from a foreign origin to forge and no form to send for one.
    private static readonly string[] ForCookies = ["Origin", "own-routes-4xx"];

    private LoneNode? _node;
    private Uri? _server;

    public static TheoryData<int> Headers => [.. Enumerable.Range(0, BadInputs.Of("headers").Count())];

    public async Task InitializeAsync()
    {
        _node = await LoneNode.CreateAsync();
        _server = _node.Listen();
    }

    public async Task DisposeAsync() => await _node!.DisposeAsync();

    [Theory, MemberData(nameof(Headers))]
    public async Task A_header(int number)
    {
        var input = BadInputs.Of("headers").ElementAt(number);
        if (ForCookies.Contains(input.Field) || ForCookies.Contains(input.Expect))
        {
            return;
        }

        var status = await SendAsync(input);

        if (input.Expect == "4xx")
        {
            Assert.InRange(status, 400, 499);
        }
        else
        {
            Assert.Equal(200, status);
        }
    }

    private async Task<int> SendAsync(BadInput input)
    {
        var victim = await Victim.CreateAsync(_node!.Host);
        var ticket = await victim.Person.TicketAsync();
        var value = input.Value(_ => ticket);
        if (input.Field == "Authorization")
        {
            return await RawHttp.StatusAsync(_server!, "GET /auth/mfa/user-active-methods", [(input.Field, value)], "");
        }

        var body = $$"""{"ephemeral_token":"{{ticket}}","code":"{{await victim.CodeAsync()}}"}""";
        return await RawHttp.StatusAsync(_server!, "POST /auth/login/code", [(input.Field, value)], body);
    }
}
