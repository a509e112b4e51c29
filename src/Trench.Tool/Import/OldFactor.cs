using Trench.Backends.Email;

namespace Trench.Tool;

/// <summary>What an old row is worth: the factor with what belongs to it, or why there is none.</summary>
internal sealed record OldFactor(Factor Factor, string? Hint = null, string? Reference = null)
{
    private const string Modhex = "cbdefghijklnrtuv";
    private const int DeviceLength = 12;

    // How people and Django's phone fields write numbers.
    private const string PhonePunctuation = " -().";

    /// <summary>An authenticator app's secret; neither factor nor note when it cannot be read.</summary>
    public static (OldFactor? Factor, NoteKind? Note) OfApp(string secret) => OldSecret.Decode(secret) switch
    {
        null => (null, null),
        { Length: < OldSecret.FewestBits / 8 } => (null, NoteKind.ShortSecret),
        { Length: < OldSecret.StrongBits / 8 } weak => (new OldFactor(new Factor(weak, null)), NoteKind.WeakSecret),
        var strong => (new OldFactor(new Factor(strong, null)), null),
    };

    /// <summary>An address. The old secret is not needed: codes are random here.</summary>
    public static (OldFactor? Factor, NoteKind? Note) OfEmail(string? address) =>
        EmailAddress.TryParse(address?.Trim(' '), out var canonical)
            ? (new OldFactor(new Factor([], canonical), EmailAddress.Mask(canonical)), null)
            : (null, NoteKind.NoTarget);

    /// <summary>A phone number.</summary>
    public static (OldFactor? Factor, NoteKind? Note) OfPhone(string? number)
    {
        var bare = (number ?? "").Where(character => !PhonePunctuation.Contains(character, StringComparison.Ordinal));
        return PhoneNumber.TryParse(string.Concat(bare), out var canonical)
            ? (new OldFactor(new Factor([], canonical), PhoneNumber.Mask(canonical)), null)
            : (null, NoteKind.NoTarget);
    }

    /// <summary>The public id of a YubiKey.</summary>
    public static (OldFactor? Factor, NoteKind? Note) OfDevice(string id)
    {
        var canonical = id.ToLowerInvariant();
        return canonical.Length == DeviceLength && canonical.All(character => Modhex.Contains(character, StringComparison.Ordinal))
            ? (new OldFactor(Factor.Empty, Reference: canonical), null)
            : (null, NoteKind.NoDevice);
    }

    /// <summary>Hides the secret.</summary>
    public override string ToString() => "***";
}
