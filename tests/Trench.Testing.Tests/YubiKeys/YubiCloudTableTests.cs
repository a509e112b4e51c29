namespace Trench.Testing.Tests;

/// <summary>What Yubico's server answers to which question, whether the account's key signs it, and if it names the question.</summary>
public sealed class YubiCloudTableTests : IAsyncLifetime, IDisposable
{
    private const string Nonce = "0123456789abcdef";
    private const bool Signed = true;
    private const bool Named = true;

    private static readonly byte[] ClientKey = "trench-ci-api-key-20"u8.ToArray();

    private readonly HttpClient _http = new();
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

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("id=1&nonce=0123456789abcdef", "OK", Signed, Named)]
    [InlineData("id=1&nonce=0123456789abcdef&timestamp=1&sl=50&timeout=8", "OK", Signed, Named)]
    [InlineData("id=1&nonce=0123456789abcdef&h=AAAA", "BAD_SIGNATURE", Signed, !Named)]
    [InlineData("id=9&nonce=0123456789abcdef", "NO_SUCH_CLIENT", !Signed, !Named)]
    [InlineData("id=2&nonce=0123456789abcdef", "NO_SUCH_CLIENT", !Signed, !Named)]
    [InlineData("id=0&nonce=0123456789abcdef", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("nonce=0123456789abcdef", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=0123456789abcde", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=01234567890123456789012345678901234567890", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=0123456789-bcdef", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=0123456789abcdef&sl=0", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=0123456789abcdef&sl=abc", "MISSING_PARAMETER", !Signed, !Named)]
    [InlineData("id=1&nonce=0123456789abcdef&timeout=abc", "MISSING_PARAMETER", !Signed, !Named)]
    public async Task A_question_with_a_new_password(string query, string status, bool isSigned, bool isNamed) =>
        await AnswerIsAsync($"{query}&otp={_key.Press()}", status, isSigned, isNamed);

    [Fact]
    public async Task A_password_that_comes_back()
    {
        var otp = _key.Otp(2, 0);
        await AnswerIsAsync(Ask(otp), "OK", Signed, Named);

        await AnswerIsAsync(Ask(otp), "REPLAYED_REQUEST", Signed, Named);
        await AnswerIsAsync(Ask(otp, "another0123456789"), "REPLAYED_OTP", Signed, Named);
        await AnswerIsAsync(Ask(_key.Otp(1, 9)), "REPLAYED_OTP", Signed, Named);
    }

    [Fact]
    public async Task A_password_that_is_none()
    {
        var inactive = _book.Add(SoftYubiKey.New(), isActive: false);

        await AnswerIsAsync("id=1&nonce=" + Nonce, "BAD_OTP", !Signed, !Named);
        await AnswerIsAsync(Ask("garbage"), "BAD_OTP", !Signed, !Named);
        await AnswerIsAsync(Ask(SoftYubiKey.New().Press()), "BAD_OTP", Signed, !Named);
        await AnswerIsAsync(Ask(inactive.Press()), "BAD_OTP", Signed, !Named);
        await AnswerIsAsync(Ask(_key.Press()[..^2] + "cb"), "BAD_OTP", Signed, !Named);
        _book.CanDecrypt = false;
        await AnswerIsAsync(Ask(_key.Press()), "BAD_OTP", Signed, !Named);
    }

    [Fact]
    public async Task A_database_that_is_away()
    {
        _book.IsUp = false;

        await AnswerIsAsync(Ask(_key.Press()), "BACKEND_ERROR", !Signed, !Named);
    }

    [Theory]
    [InlineData("100", "NOT_ENOUGH_ANSWERS")]
    [InlineData("50", "OK")]
    [InlineData("secure", "OK")]
    public async Task Two_peers_of_which_one_is_dead(string level, string status)
    {
        _server.Peers = (2, 1);

        Assert.Equal("50", (await AnswerIsAsync(Ask(_key.Press()) + "&sl=" + level, status, Signed, Named))["sl"]);
    }

    [Fact]
    public async Task A_password_of_another_keyboard_is_named_in_lower_case_modhex()
    {
        var (first, second) = (_key.Press(), _key.Press());

        Assert.Equal(first, (await AskedAsync(Ask(SoftYubiKey.OnDvorak(first))))["otp"]);
        Assert.Equal(second, (await AskedAsync(Ask(second.ToUpperInvariant())))["otp"]);
    }

    private static string Ask(string otp, string nonce = Nonce) => $"id=1&nonce={nonce}&otp={otp}";

    private async Task<Dictionary<string, string>> AnswerIsAsync(string query, string status, bool isSigned, bool isNamed)
    {
        var pairs = await AskedAsync(query);

        Assert.Equal(status, pairs["status"]);
        Assert.Equal(YubiCloudReply.Sign(pairs, isSigned ? ClientKey : []), pairs["h"]);
        Assert.Equal((isNamed, isNamed), (pairs.ContainsKey("otp"), pairs.ContainsKey("nonce")));
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ0\d{3}\z", pairs["t"]);
        return pairs;
    }

    private async Task<Dictionary<string, string>> AskedAsync(string query)
    {
        var body = await _http.GetStringAsync(new Uri($"{_server.Url}?{query}"));
        Assert.EndsWith("\r\n\r\n", body, StringComparison.Ordinal);
        return body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
