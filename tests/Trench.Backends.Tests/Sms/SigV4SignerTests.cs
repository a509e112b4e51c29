using System.Text;

namespace Trench.Backends.Sms.Tests;

/// <summary>The vectors that AWS publishes with the specification (its test suite, and the example of the General Reference).</summary>
public sealed class SigV4SignerTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static readonly DateTimeOffset Instant = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public void A_vector_of_the_suite_has_its_signature(string method, string path, string signature)
    {
        var request = new SigV4Request(method, new Uri("https://example.amazonaws.com" + path), [new("Host", "example.amazonaws.com")], []);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + $"SignedHeaders=host;x-amz-date, Signature={signature}",
            new SigV4Signer("AKIDEXAMPLE", Secret, "us-east-1", "service").Sign(request, Instant));
    }

    [Fact]
    public void A_form_of_the_suite_has_its_signature()
    {
        var request = new SigV4Request(
            "POST",
            new Uri("https://example.amazonaws.com/"),
            [new("Content-Type", "application/x-www-form-urlencoded"), new("Host", "example.amazonaws.com")],
            Encoding.ASCII.GetBytes("Param1=value1"));

        Assert.EndsWith(
            "SignedHeaders=content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            new SigV4Signer("AKIDEXAMPLE", Secret, "us-east-1", "service").Sign(request, Instant),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_general_reference_has_its_signature()
    {
        var request = new SigV4Request(
            "GET",
            new Uri("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
            [new("host", "iam.amazonaws.com"), new("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
            []);

        Assert.EndsWith(
            "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            new SigV4Signer("AKIDEXAMPLE", Secret, "us-east-1", "iam").Sign(request, Instant),
            StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_in_a_header_does_not_count()
    {
        SigV4Request With(string value) => new("GET", new Uri("https://example.amazonaws.com/"), [new("host", "h"), new("a", value)], []);
        var signer = new SigV4Signer("AKIDEXAMPLE", Secret, "us-east-1", "service");

        Assert.Equal(signer.Sign(With("b c"), Instant), signer.Sign(With("  b   c "), Instant));
    }
}
