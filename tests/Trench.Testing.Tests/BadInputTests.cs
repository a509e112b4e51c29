using System.Text;

namespace Trench.Testing.Tests;

public sealed class BadInputTests
{
    [Fact]
    public void The_whole_list_is_embedded()
    {
        Assert.Equal(155, BadInputs.All.Count);
        Assert.Equal(7, BadInputs.All.DistinctBy(input => input.Group).Count());
    }

    [Fact]
    public void Placeholders_are_replaced_by_what_the_test_gives()
    {
        var input = BadInputs.Of("code").Single(input => input.Why == "zero-width space inside");

        Assert.Equal(["HALF1", "HALF2"], input.Placeholders);
        Assert.Equal("123\u200b456", input.Value(name => name == "HALF1" ? "123" : "456"));
    }

    [Fact]
    public void A_value_repeats_before_its_suffix()
    {
        var input = BadInputs.Of("email").Single(input => input.Suffix.Length > 0);

        Assert.Equal(new string('a', 400) + "@example.invalid", input.Value());
    }

    [Fact]
    public void Raw_octets_stand_for_what_no_string_can_hold()
    {
        var input = BadInputs.Of("json_body").First(input => input.Why.Contains("0xFF", StringComparison.Ordinal));

        Assert.Contains((byte)0xFF, input.Octets(_ => string.Empty));
    }

    [Fact]
    public void A_placeholder_without_a_value_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => BadInputs.All.First(input => input.Placeholders.Any()).Value());

    [Fact]
    public void Braces_of_a_JSON_body_are_no_placeholders()
    {
        var input = BadInputs.Of("json_body").Single(input => input.Why == "boolean code");

        Assert.Equal("""{"ephemeral_token":"t","code":true}""", Encoding.UTF8.GetString(input.Octets(_ => "t")));
    }
}
