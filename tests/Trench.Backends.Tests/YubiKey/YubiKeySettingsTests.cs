namespace Trench.Backends.YubiKey.Tests;

public sealed class YubiKeySettingsTests
{
    private const string Key = "dtdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c354871db";

    [Fact]
    public void An_account_is_all_it_needs()
    {
        var settings = Account();

        Assert.Empty(YubiKeySettings.Faults(settings));
        Assert.Null(YubiKeySettings.Missing(settings));
        Assert.Equal(
            new[] { "api", "api2", "api3", "api4", "api5" }.Select(host => $"https://{host}.yubico.com/wsapi/2.0/verify"),
            YubiKeySettings.Read(settings).Cloud!.Servers.Select(server => server.ToString()));
    }

    [Fact]
    public void So_are_keys_of_ones_own()
    {
        var settings = Of(("YUBIKEY_OFFLINE_KEYS", $"{Key}, cccccccccccb:000000000000:00000000000000000000000000000000"));

        Assert.Empty(YubiKeySettings.Faults(settings));
        Assert.Null(YubiKeySettings.Missing(settings));
        Assert.Equal(["dtdthjhghric", "cccccccccccb"], YubiKeySettings.Read(settings).OwnKeys.Select(key => key.PublicId));
    }

    // django-trench knew the first key only, and asked without a signature.
    [Theory]
    [InlineData("YUBICLOUD_CLIENT_ID", "1")]
    [InlineData("YUBICLOUD_SECRET_KEY", "dHJlbmNoLWNpLWFwaS1rZXktMjA=")]
    [InlineData("YUBIKEY_OFFLINE_KEYS", " , ")]
    public void Half_an_account_is_none(string key, string value)
    {
        Assert.Contains("YUBICLOUD_SECRET_KEY", YubiKeySettings.Missing(Of((key, value))), StringComparison.Ordinal);
        Assert.Null(YubiKeySettings.Read(Of((key, value))).Cloud);
    }

    [Theory]
    [InlineData("YUBICLOUD_CLIENT_ID", "one")]
    [InlineData("YUBICLOUD_CLIENT_ID", "0")]
    [InlineData("YUBICLOUD_CLIENT_ID", "12345678901")]
    [InlineData("YUBICLOUD_SECRET_KEY", "YOUR KEY")]
    [InlineData("YUBICLOUD_SECRET_KEY", "c2hvcnQ=")]
    [InlineData("YUBICLOUD_URLS", "http://api.example.com")]
    [InlineData("YUBICLOUD_URLS", "ftp://127.0.0.1")]
    [InlineData("YUBICLOUD_URLS", "api.example.com")]
    [InlineData("YUBICLOUD_URLS", "https://user@api.example.com")]
    [InlineData("YUBICLOUD_URLS", "https://api.example.com/verify?id=2")]
    [InlineData("YUBICLOUD_SL", "0")]
    [InlineData("YUBICLOUD_SL", "101")]
    [InlineData("YUBICLOUD_SL", "SECURE")]
    [InlineData("YUBICLOUD_TIMEOUT", "0")]
    [InlineData("YUBICLOUD_TIMEOUT", "11")]
    [InlineData("YUBICLOUD_TIMEOUT", "-3")]
    [InlineData("BASE_URL", "http://api.example.com")]
    public void A_value_out_of_range_is_one_fault_that_names_its_key(string key, string value) =>
        Assert.StartsWith(key + " ", Assert.Single(YubiKeySettings.Faults(Account((key, value)))), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://keys.example.com", "https://keys.example.com/wsapi/2.0/verify")]
    [InlineData("https://keys.example.com/", "https://keys.example.com/wsapi/2.0/verify")]
    [InlineData("https://example.com/keys", "https://example.com/keys/wsapi/2.0/verify")]
    [InlineData("https://keys.example.com/wsapi/2.0/verify", "https://keys.example.com/wsapi/2.0/verify")]
    [InlineData("http://127.0.0.1:8001", "http://127.0.0.1:8001/wsapi/2.0/verify")]
    [InlineData("http://[::1]:8001", "http://[::1]:8001/wsapi/2.0/verify")]
    [InlineData("http://localhost:8001", "http://localhost:8001/wsapi/2.0/verify")]
    public void A_server_is_named_by_its_host_or_its_whole_address(string written, string asked)
    {
        Assert.Empty(YubiKeySettings.Faults(Account(("BASE_URL", written))));
        Assert.Equal(asked, Assert.Single(YubiKeySettings.Read(Account(("BASE_URL", written))).Cloud!.Servers).ToString());
    }

    [Fact]
    public void One_way_to_name_servers_is_enough() =>
        Assert.StartsWith("BASE_URL", Assert.Single(YubiKeySettings.Faults(
            Account(("BASE_URL", "https://a.example"), ("YUBICLOUD_URLS", "https://b.example")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("dtdthjhghric:8792ebfe26cc:ecde18dbe76fbd0c33330f1c35487")]
    [InlineData(Key + ",no key")]
    [InlineData(Key + "," + Key)]
    public void A_bad_key_is_a_fault_that_shows_no_secret(string keys)
    {
        var fault = Assert.Single(YubiKeySettings.Faults(Of(("YUBIKEY_OFFLINE_KEYS", keys))));

        Assert.StartsWith("YUBIKEY_OFFLINE_KEYS ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("8792ebfe26cc", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("ecde18", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_has_an_account_or_keys_of_its_own() =>
        Assert.StartsWith(
            "YUBIKEY_OFFLINE_KEYS ",
            Assert.Single(YubiKeySettings.Faults(Account(("YUBIKEY_OFFLINE_KEYS", Key)))),
            StringComparison.Ordinal);

    [Fact]
    public void The_text_of_an_account_hides_its_key() => Assert.Equal("87", YubiKeySettings.Read(Account()).Cloud!.ToString());

    private static MethodSettings Account(params (string Key, string Value)[] more)
    {
        var values = new Dictionary<string, string> { ["YUBICLOUD_CLIENT_ID"] = "87", ["YUBICLOUD_SECRET_KEY"] = CloudBench.Secret };
        foreach (var (key, value) in more)
        {
            values[key] = value;
        }

        return new MethodSettings("yubi", "yubikey", values);
    }

    private static MethodSettings Of(params (string Key, string Value)[] values) =>
        new("yubi", "yubikey", values.ToDictionary(pair => pair.Key, pair => pair.Value));
}
