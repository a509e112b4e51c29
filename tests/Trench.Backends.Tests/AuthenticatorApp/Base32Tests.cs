using System.Text;

namespace Trench.Backends.AuthenticatorApp.Tests;

public sealed class Base32Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void It_writes_the_examples_of_RFC_4648_without_padding(string text, string expected) =>
        Assert.Equal(expected, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Any_number_of_bytes_has_the_length_that_is_promised()
    {
        foreach (var bytes in Enumerable.Range(0, 100))
        {
            Assert.Equal(bytes, Base32.BytesIn(Base32.Encode(new byte[bytes]).Length));
        }
    }

    [Theory]
    [InlineData(33)]
    [InlineData(35)]
    [InlineData(38)]
    public void A_length_that_no_bytes_have_is_none(int characters) => Assert.Null(Base32.BytesIn(characters));
}
