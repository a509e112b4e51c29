using Microsoft.Extensions.Configuration;

namespace Trench.Core.Tests;

public sealed class MasterKeySourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trench-").FullName;

    private string KeyFile => Path.Combine(_folder, "data", MasterKeySource.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_configured_key_is_taken_before_any_file()
    {
        var key = new byte[40];

        var read = Read((MasterKeySource.KeySetting, Convert.ToBase64String(key) + "\n"), (MasterKeySource.FolderSetting, _folder));

        Assert.Equal(new MasterKey(key).Derive("test"), read.Derive("test"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("not base64 at all, but long enough to be a key")]
    [InlineData("c2hvcnQ=")]
    public void A_key_that_is_none_is_refused_by_its_setting_and_never_repeated(string text)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read((MasterKeySource.KeySetting, text)));

        Assert.Contains(MasterKeySource.KeySetting, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_keys_the_first_seals_and_the_others_only_open()
    {
        var (first, second) = (new byte[32], new byte[40]);

        var read = Read((MasterKeySource.KeySetting, $"{Convert.ToBase64String(first)}, {Convert.ToBase64String(second)}\n"));

        Assert.Equal(new MasterKey(first).Derive("test"), read.Derive("test"));
        Assert.Equal([new MasterKey(first).Derive("test"), new MasterKey(second).Derive("test")], read.DeriveAll("test"));
    }

    [Fact]
    public void Without_key_and_folder_the_message_says_what_to_set()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read());

        Assert.Contains(MasterKeySource.KeySetting, fault.Message, StringComparison.Ordinal);
        Assert.Contains(MasterKeySource.FolderSetting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_made_once_and_read_again()
    {
        var first = ReadFile().Derive("test");

        Assert.Equal(first, ReadFile().Derive("test"));
        Assert.Equal([KeyFile], Directory.GetFiles(Path.Combine(_folder, "data")));
    }

    [Fact]
    public void Only_the_owner_reads_the_file()
    {
        ReadFile();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void Two_folders_have_two_keys() =>
        Assert.NotEqual(ReadFile().Derive("test"), Read((MasterKeySource.FolderSetting, Path.Combine(_folder, "other"))).Derive("test"));

    [Fact]
    public async Task Processes_that_make_the_file_at_once_read_the_same_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var keys = new System.Collections.Concurrent.ConcurrentBag<string>();
            var folder = Path.Combine(_folder, $"round-{round}");

            await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, _) =>
            {
                await Task.Yield();
                keys.Add(Convert.ToHexString(Read((MasterKeySource.FolderSetting, folder)).Derive("test")));
            });

            Assert.Equal((50, 1), (keys.Count, keys.Distinct().Count()));
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_and_left_alone()
    {
        ReadFile();
        File.WriteAllText(KeyFile, "damaged");

        Assert.Contains(KeyFile, Assert.Throws<InvalidOperationException>(ReadFile).Message, StringComparison.Ordinal);
        Assert.Equal("damaged", File.ReadAllText(KeyFile));
    }

    private MasterKey ReadFile() => Read((MasterKeySource.FolderSetting, Path.Combine(_folder, "data")));

    private static MasterKey Read(params (string Key, string Value)[] settings) => MasterKeySource.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build());
}
