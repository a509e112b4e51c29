using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Requests that no client library sends, on a real socket of the real server.</summary>
public sealed partial class WireInputTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("AllowedHosts", "localhost")]);
        builder.Services.AddTestEngine(builder.Configuration).AddJwtTokens();
        _app = builder.Build();
        _app.MapGroup("/auth").MapTrench();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Host: localhost\r\nTransfer-Encoding: chunked, identity")]
    [InlineData("Host: localhost\r\nContent-Length: -1")]
    [InlineData("Host: localhost\r\nContent-Length: 2\r\nContent-Length: 3")]
    [InlineData("Host: evil.invalid\r\nContent-Length: 2")]
    public async Task A_request_that_could_smuggle_or_names_a_foreign_host_is_400(string headers)
    {
        var answer = await SendAsync(Request(headers, "{}"));

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.invalid", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_in_order_reaches_the_route()
    {
        var answer = await SendAsync(Request("Host: localhost\r\nContent-Length: 2", "{}"));

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("This field is required.", answer, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_of_both_kinds_are_read_from_the_real_server()
    {
        const string Multipart = "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nanna\r\n--x--\r\n";
        (string Type, string Body)[] forms =
            [("application/x-www-form-urlencoded", "username=anna"), ("multipart/form-data; boundary=x", Multipart)];

        foreach (var (type, body) in forms)
        {
            var answer = await SendAsync(Request($"Host: localhost\r\nContent-Length: {body.Length}", body, type));
            Assert.Contains("\"password\":[\"This field is required.\"]", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("\"username\"", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_is_announced_too_long_is_413_before_it_is_sent()
    {
        var answer = await SendAsync(Request("Host: localhost\r\nContent-Length: 5242880", ""));

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", answer, StringComparison.Ordinal);
    }

    // Its refusal begins as an exception of the server's own.
    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("2\r\n{}zz")]
    public async Task A_body_that_the_server_cannot_read_is_400_and_kept_by_no_cache(string chunks)
    {
        var answer = await SendAsync(Request("Host: localhost\r\nTransfer-Encoding: chunked", chunks));

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error_code\":\"bad_request\"", answer, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", answer, StringComparison.Ordinal);
    }

    private static string Request(string headers, string body, string type = "application/json") =>
        $"POST /auth/login HTTP/1.1\r\n{headers}\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n{body}";

    private async Task<string> SendAsync(string request)
    {
        var address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var octets = new byte[16 * 1024];
        var length = 0;
        while (!IsWhole(Encoding.ASCII.GetString(octets, 0, length))
            && await stream.ReadAsync(octets.AsMemory(length), patience.Token) is > 0 and var read)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(octets, 0, length);
    }

    // The server closes a connection whose body never comes only after a while, so the end is not waited for.
    private static bool IsWhole(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var announced = ContentLength().Match(answer);
        return head >= 0 && announced.Success
            && answer.Length - head - 4 == int.Parse(announced.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("Content-Length: ([0-9]+)")]
    private static partial Regex ContentLength();
}
