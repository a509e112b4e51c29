namespace Trench.Core.Tests.BackupCodes;

/// <summary>
/// Vectors by Python's hashlib: <c>base64.b64encode(hashlib.pbkdf2_hmac('sha256', code, salt, iterations))</c>, as Django's hasher writes
/// them.
/// </summary>
public sealed class DjangoHashTests
{
    [Theory]
    [InlineData("991017580526", "pbkdf2_sha256$260000$q4Jx0nXk2mVb8sTd6wLz1a$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("aB3dE5gH7jK9", "pbkdf2_sha256$1000$fixedSalt123$TI+R/Oi0tq0XQXRcMyTgReP/jvTbvu8DJUbWZia29hk=")]
    [InlineData("Zz09Zz09Zz", "pbkdf2_sha256$1$s$xbvwAKXGrFGT0jWndDVkKVGERQhEmY2oKYJeSiNwWKM=")]
    public void A_hash_of_Django_is_read_and_computed_again(string code, string encoded)
    {
        var hash = DjangoHash.Read(encoded);

        Assert.Equal(hash, DjangoHash.Compute(hash!.Scheme, code));
        Assert.NotEqual(hash, DjangoHash.Compute(hash.Scheme, code[1..]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("991017580526")]
    [InlineData("pbkdf2_sha1$260000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA")]
    [InlineData("pbkdf2_sha256$0$salt$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("pbkdf2_sha256$+1$salt$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("pbkdf2_sha256$-1$salt$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("pbkdf2_sha256$2000001$salt$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("pbkdf2_sha256$1000$$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    [InlineData("pbkdf2_sha256$1000$salt$qNJwamZttcVeKiyiuV9eDw==")]
    [InlineData("pbkdf2_sha256$1000$salt$not base64")]
    [InlineData("pbkdf2_sha256$1000$salt$more$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")]
    public void Anything_else_is_no_such_hash(string encoded) => Assert.Null(DjangoHash.Read(encoded));

    [Fact]
    public void The_most_iterations_are_still_read() => Assert.Equal(
        DjangoHash.MostIterations, DjangoHash.Read("pbkdf2_sha256$2000000$salt$qNJwamZttcVeKiyiuV9eDwTYz1bm0X4dGxnInmH3lZA=")?.Iterations);

    [Fact]
    public void A_scheme_is_everything_but_the_hash() =>
        Assert.Equal("pbkdf2_sha256$1000$fixedSalt123", DjangoHash.Compute("pbkdf2_sha256$1000$fixedSalt123", "code").Scheme);

    [Theory]
    [InlineData("")]
    [InlineData("pbkdf2_sha256$1")]
    [InlineData("pbkdf2_sha256$1$salt$more")]
    [InlineData("pbkdf2_sha1$1$salt")]
    [InlineData("pbkdf2_sha256$+1$salt")]
    [InlineData("pbkdf2_sha256$many$salt")]
    public void A_scheme_that_no_import_wrote_is_a_fault(string scheme) =>
        Assert.Contains("scheme", Assert.Throws<FormatException>(() => DjangoHash.Compute(scheme, "code")).Message, StringComparison.Ordinal);
}
