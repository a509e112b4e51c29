namespace Trench.Core.Tests.BackupCodes;

public sealed class BackupCodeShapeTests
{
    [Theory]
    [InlineData("abc123", "aBC-123", "abc123")]
    [InlineData("ABC123", "aBc-123", "ABC123")]
    [InlineData("abcABC", "abcABC", "abcABC")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "oOiIlL", "001111")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "abcxyz", "ABCXYZ")]
    [InlineData("ABCL01", "ABCL01", "ABCL01")]
    public void An_alphabet_of_one_case_takes_the_other(string alphabet, string typed, string code) =>
        Assert.Equal(code, BackupCodeShape.Of(alphabet, 6).Read(typed));

    [Theory]
    [InlineData("abcABC", "abcabD")]
    [InlineData("ABC01", "ABC0O1")]
    [InlineData("abc123", "abc12\u0011")]
    [InlineData("hijkl1", "hij\u212Al1")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCXY\u0131")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCXY\u017F")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCXYU")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCX")]
    [InlineData("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCXYZ0")]
    public void Nothing_else_is_folded(string alphabet, string typed) => Assert.Null(BackupCodeShape.Of(alphabet, 6).Read(typed));

    // A mixed alphabet tells A from a: folding would make two codes one.
    [Fact]
    public void A_mixed_alphabet_keeps_both_cases() => Assert.Equal("aBcAbC", BackupCodeShape.Of("abcABC", 6).Read("aBcAbC"));

    [Fact]
    public void A_written_shape_is_read_again()
    {
        var written = BackupCodeShape.Write("abc:1", 6);

        Assert.Equal("6:abc:1", written);
        Assert.Equal("abc:11", BackupCodeShape.Read(written).Read("ABC:11"));
        Assert.Null(BackupCodeShape.Read(written).Read("abc:1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("6:")]
    [InlineData("six:abc")]
    [InlineData("-6:abc")]
    [InlineData(" 6:abc")]
    public void What_no_import_wrote_is_a_fault(string stored) => Assert.Throws<FormatException>(() => BackupCodeShape.Read(stored));

    [Fact]
    public void Such_a_fault_says_what_it_could_not_read() =>
        Assert.Contains("shape", Assert.Throws<FormatException>(() => BackupCodeShape.Read("6")).Message, StringComparison.Ordinal);
}
