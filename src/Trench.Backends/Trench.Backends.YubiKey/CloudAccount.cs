namespace Trench.Backends.YubiKey;

/// <summary>An account of a validation service that speaks YubiCloud's protocol 2.0.</summary>
/// <param name="ClientId">Its number.</param>
/// <param name="Key">Its secret: requests and answers are signed with it.</param>
/// <param name="Servers">The addresses that are asked, all at once.</param>
/// <param name="SyncLevel">Peers to hear from: a percentage, <c>fast</c> or <c>secure</c>; null leaves it to the server.</param>
/// <param name="Timeout">How long the answer of all servers is waited for.</param>
internal sealed record CloudAccount(string ClientId, byte[] Key, IReadOnlyList<Uri> Servers, string? SyncLevel, TimeSpan Timeout)
{
    /// <summary>Hides the key.</summary>
    public override string ToString() => ClientId;
}
