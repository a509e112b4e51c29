namespace Trench;

/// <summary>Where peppers are kept: beside the hashes, sealed under the master key.</summary>
public interface IPepperSource
{
    /// <summary>Those that can be opened, newest first.</summary>
    /// <exception cref="SecretUnavailableException">None can.</exception>
    IReadOnlyList<Pepper> Read();
}

/// <summary>One key of keyed hashes.</summary>
/// <param name="Version">Its name in the rows of hashes.</param>
/// <param name="Key">The key: 32 bytes.</param>
public sealed record Pepper(string Version, byte[] Key)
{
    /// <summary>The name of the first one.</summary>
    public const string FirstVersion = "1";

    /// <summary>The first one hangs on the master key itself, so that all nodes have it without asking anybody.</summary>
    public static Pepper First(MasterKey masterKey)
    {
        ArgumentNullException.ThrowIfNull(masterKey);
        return new Pepper(FirstVersion, masterKey.Derive("pepper/" + FirstVersion));
    }

    /// <summary>Hides the key.</summary>
    public override string ToString() => $"pepper {Version}";
}

/// <summary>The first pepper alone, for stores that keep none.</summary>
internal sealed class FirstPepper(MasterKey masterKey) : IPepperSource
{
    public IReadOnlyList<Pepper> Read() => [Pepper.First(masterKey)];
}
