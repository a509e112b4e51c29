using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Trench.Demo.Tests;

/// <summary>One of the small samples in this process, with files of its own.</summary>
internal sealed class SampleHost<TProgram>(TestDatabase files, params IEnumerable<KeyValuePair<string, string>> settings)
    : WebApplicationFactory<TProgram>
    where TProgram : class
{
    public const string Password = "Long-enough-1";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Trench:DataFolder", files.Folder);
        builder.UseSetting("ConnectionStrings:Default", $"Data Source={Path.Combine(files.Folder, "sample.db")}");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public Api CreateApi() => new(CreateClient());

    public static async Task<string> LogInAsync(Api api, string member) =>
        (await api.PostAsync("/auth/login", new { username = "anna", password = Password })).Has(200).String(member);
}
