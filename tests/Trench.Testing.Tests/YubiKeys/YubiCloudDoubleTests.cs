namespace Trench.Testing.Tests;

/// <summary>Yubico's own client takes the double for Yubico's server, with passwords of Yubico's own generator.</summary>
public sealed class YubiCloudDoubleTests : IAsyncLifetime
{
    private const int Good = 0;
    private const int Replayed = 2;
    private const int Refused = 3;

    private static readonly byte[] ClientKey = "trench-ci-api-key-20"u8.ToArray();

    private readonly YubiCloudBook _book = new();
    private readonly SoftYubiKey _key = SoftYubiKey.New();
    private YubiCloudDouble _server = null!;

    public async Task InitializeAsync()
    {
        _book.AddClient("1", ClientKey);
        _book.AddClient("2", ClientKey, isActive: false);
        _book.Add(_key);
        _server = await YubiCloudDouble.StartAsync(_book);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ComponentFact(Component.Ykclient, Component.Ykgenerate)]
    public async Task It_takes_a_new_password_once()
    {
        var otp = await Ykgenerate.OtpAsync(_key, 1, 0);

        Assert.Equal(Good, await AskAsync(otp));
        Assert.Equal(Replayed, await AskAsync(otp));
    }

    [ComponentFact(Component.Ykclient, Component.Ykgenerate)]
    public async Task It_refuses_an_older_password()
    {
        Assert.Equal(Good, await AskAsync(await Ykgenerate.OtpAsync(_key, 2, 0)));
        Assert.Equal(Replayed, await AskAsync(await Ykgenerate.OtpAsync(_key, 1, 5)));
        Assert.Equal(Good, await AskAsync(await Ykgenerate.OtpAsync(_key, 2, 1)));
    }

    [ComponentFact(Component.Ykclient)]
    public async Task It_refuses_a_password_of_an_unknown_key() => Assert.Equal(Refused, await AskAsync(SoftYubiKey.New().Press()));

    [ComponentFact(Component.Ykclient)]
    public async Task It_refuses_another_accounts_signature_and_keeps_the_password_good()
    {
        var otp = _key.Press();

        Assert.Equal(Refused, await Ykclient.VerifyAsync(_server.Url, "1", "another-key-of-20-by"u8.ToArray(), otp));
        Assert.Equal(Good, await AskAsync(otp));
    }

    [ComponentTheory(Component.Ykclient)]
    [InlineData("2")]
    [InlineData("99")]
    public async Task It_signs_with_the_empty_key_where_it_knows_no_account(string client) =>
        Assert.Equal(Refused, await Ykclient.VerifyAsync(_server.Url, client, ClientKey, _key.Press()));

    [ComponentFact(Component.Ykclient)]
    public async Task A_forged_answer_of_it_is_found_out()
    {
        _server.Twist = reply => reply.Key = "somebody else's key."u8.ToArray();

        Assert.Equal(Refused, await AskAsync(_key.Press()));
    }

    [ComponentFact(Component.Ykclient)]
    public async Task Without_an_answer_it_is_refused()
    {
        _server.Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal(Refused, await AskAsync(_key.Press()));
    }

    private Task<int> AskAsync(string otp) => Ykclient.VerifyAsync(_server.Url, "1", ClientKey, otp);
}
