using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

public sealed class CodeHasherTests
{
    private static readonly Challenge Asked = new() { Id = "challenge", UserId = "anna", Purpose = Purposes.Login, Facade = "trench" };
    private readonly CodeHasher _hasher = new(new PepperRing(new FirstPepper(new MasterKey(Codes.Bytes(32))), new FakeClock()));

    [Fact]
    public void The_code_of_a_question_matches_its_hash() => Assert.True(Matches(Hashed()));

    [Fact]
    public void Another_code_does_not()
    {
        Assert.False(_hasher.Matches(Hashed(), "enrolment", "123457"));
        Assert.False(_hasher.Matches(Hashed(), "enrolment", "12345"));
    }

    // Attack: a hash moved to another row.
    [Fact]
    public void A_code_answers_its_own_question_only()
    {
        Assert.False(Matches(Hashed() with { Purpose = Purposes.Manage }));
        Assert.False(Matches(Hashed() with { UserId = "boris" }));
        Assert.False(Matches(Hashed() with { UserId = null }));
        Assert.False(Matches(Hashed() with { Id = "other" }));
        Assert.False(_hasher.Matches(Hashed(), "other", "123456"));
    }

    [Fact]
    public void A_question_to_nobody_has_a_code_of_its_own()
    {
        var nobody = Asked with { UserId = null };

        Assert.True(Matches(nobody with { CodeHash = _hasher.Hash(nobody, "enrolment", "123456") }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.short")]
    public void What_is_no_hash_matches_nothing(string? stored) => Assert.False(Matches(Asked with { CodeHash = stored }));

    [Fact]
    public void A_hash_without_its_pepper_s_version_matches_nothing()
    {
        var hash = _hasher.Hash(Asked, "enrolment", "123456");

        Assert.StartsWith("1.", hash, StringComparison.Ordinal);
        Assert.False(Matches(Asked with { CodeHash = hash[1..] }));
        Assert.False(Matches(Asked with { CodeHash = hash[2..] }));
    }

    private Challenge Hashed() => Asked with { CodeHash = _hasher.Hash(Asked, "enrolment", "123456") };

    private bool Matches(Challenge challenge) => _hasher.Matches(challenge, "enrolment", "123456");
}
