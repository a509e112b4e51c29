using Microsoft.AspNetCore.Http;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("X-Forwarded-For", "1.2.3.4")]
    [InlineData("X-Real-IP", "10.0.0.1")]
    [InlineData("Forwarded", "for=\"[2001:db8::1]\"")]
    public async Task A_header_does_not_change_where_a_request_comes_from(string header, string value)
    {
        // Attack: a new address for each guess, so that no limit by address ever fills.
        await using var app = await HttpApp.StartAsync();
        var anna = HttpPerson.New(app);
        app.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        await anna.LoginAsync();

        var events = await app.Store.ListEventsAsync(new EventFilter(anna.Id, 10), default);
        Assert.NotEmpty(events);
        Assert.All(events, happened => Assert.Equal("192.0.2.7", happened.Address));
    }

    [Theory]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void An_IPv4_address_has_one_spelling(string address, string spelling)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse(address) } };

        Assert.Equal(spelling, CallerAddress.Of(context));
    }

    [Fact]
    public void A_connection_without_an_address_has_none() => Assert.Null(CallerAddress.Of(new DefaultHttpContext()));
}
