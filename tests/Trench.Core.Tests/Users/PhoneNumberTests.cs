using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class PhoneNumberTests
{
    public static TheoryData<string> Hostile =>
        [.. BadInputs.Of("phone").Where(input => input.Expect == "4xx").Select(input => input.Value())];

    [Theory]
    [InlineData("+15550100123")]
    [InlineData("+48500100200")]
    [InlineData("+447700900123")]
    [InlineData("+1234567")]
    [InlineData("+123456789012345")]
    public void A_number_is_its_own_canonical_form(string text)
    {
        Assert.True(PhoneNumber.TryParse(text, out var canonical));
        Assert.Equal(text, canonical);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_hostile_number_of_the_list_is_refused(string text) => Assert.False(PhoneNumber.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("+0123456789")]
    [InlineData(" +48500100200")]
    [InlineData("+48500100200\n")]
    [InlineData("+48 500 100 200")]
    [InlineData("+48500100200,+48500100201")]
    public void What_is_no_single_number_in_its_one_spelling_is_refused(string? text) => Assert.False(PhoneNumber.TryParse(text, out _));

    // Toll fraud: whoever can name such a number is paid for each message.
    [Theory]
    [InlineData("+447012345678")]
    [InlineData("+19005550123")]
    [InlineData("+48701234567")]
    [InlineData("+4990012345")]
    [InlineData("+881612345678")]
    [InlineData("+882161234567")]
    [InlineData("+8001234567")]
    [InlineData("+979123456789")]
    [InlineData("+999123456789")]
    public void Satellites_premium_and_personal_numbers_are_refused(string text) => Assert.False(PhoneNumber.TryParse(text, out _));

    [Theory]
    [InlineData("+48500100222", "+48*******22")]
    [InlineData("+1234567", "+12***67")]
    [InlineData("+1", "***")]
    public void A_masked_number_keeps_its_start_and_two_digits(string number, string masked) =>
        Assert.Equal(masked, PhoneNumber.Mask(number));

    [Theory]
    [InlineData("+48500100200", true)]
    [InlineData("+15550100123", true)]
    [InlineData("+447700900123", false)]
    public void A_number_is_in_the_country_whose_calling_code_it_begins_with(string number, bool expected) =>
        Assert.Equal(expected, PhoneNumber.IsIn(number, ["48", "1"]));
}
