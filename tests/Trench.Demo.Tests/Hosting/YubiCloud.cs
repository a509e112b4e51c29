namespace Trench.Demo.Tests;

/// <summary>A validation service of a test's own, and the demo's settings for it.</summary>
internal sealed record YubiCloud(YubiCloudBook Book, YubiCloudDouble Server) : IAsyncDisposable
{
    private const string Client = "87";
    private static readonly byte[] Secret = Codes.Bytes(20);

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_CLIENT_ID", Client),
        new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_SECRET_KEY", Convert.ToBase64String(Secret)),
        new("TRENCH_AUTH:MFA_METHODS:yubi:YUBICLOUD_URLS", Server.Url.ToString()),
    ];

    public static async Task<YubiCloud> StartAsync()
    {
        var book = new YubiCloudBook();
        book.AddClient(Client, Secret);
        return new YubiCloud(book, await YubiCloudDouble.StartAsync(book));
    }

    /// <summary>A key that it knows.</summary>
    public SoftYubiKey NewKey() => Book.Add(SoftYubiKey.New());

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
