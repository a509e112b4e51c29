using Trench.Testing;

namespace Trench.Backends.Email.Tests;

public sealed class EmailAddressTests
{
    public static TheoryData<string> Hostile => [.. BadInputs.Of("email").Select(input => input.Why)];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Everything_on_the_list_of_hostile_addresses_is_refused(string why) =>
        Assert.All(
            BadInputs.Of("email").Where(input => input.Why == why),
            input => Assert.False(EmailAddress.TryParse(input.Value(), out _)));

    [Theory]
    [InlineData(" a@example.com")]
    [InlineData("a@example.com ")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("a@example.com\0")]
    [InlineData("\"a b\"@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a.@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@example.com.")]
    [InlineData("a@example-.com")]
    [InlineData("a@exam_ple.com")]
    [InlineData("a@192.0.2.1")]
    [InlineData("a@b@example.com")]
    [InlineData("a@example.com(comment)")]
    [InlineData("é@example.com")]
    [InlineData("@")]
    [InlineData(null)]
    public void So_is_what_a_careless_grammar_would_take(string? address) => Assert.False(EmailAddress.TryParse(address, out _));

    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("Ann.O'Neil+trench@Mail.EXAMPLE.co.uk", "Ann.O'Neil+trench@mail.example.co.uk")]
    [InlineData("a_b-c/d=e@x1.xn--p1ai", "a_b-c/d=e@x1.xn--p1ai")]
    [InlineData("1@2.3com", "1@2.3com")]
    public void An_address_keeps_its_local_part_and_gets_a_lower_case_host(string address, string expected)
    {
        Assert.True(EmailAddress.TryParse(address, out var canonical));
        Assert.Equal(expected, canonical);
    }

    [Theory]
    [InlineData(64, 63, true)]
    [InlineData(65, 63, false)]
    [InlineData(64, 64, false)]
    public void Parts_have_their_lengths(int local, int label, bool accepted) =>
        Assert.Equal(accepted, EmailAddress.TryParse($"{new string('a', local)}@{new string('b', label)}.example", out _));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void The_whole_has_its_length(int length, bool accepted)
    {
        var host = string.Join('.', Enumerable.Repeat(new string('b', 49), 4)) + ".com";
        var address = new string('a', length - host.Length - 1) + "@" + host;

        Assert.Equal(accepted, EmailAddress.TryParse(address, out _));
    }
}
