using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Trench.Backends.Email.Tests;

/// <summary>The environment of a host, with a content root of its own, made when something is put there.</summary>
internal sealed class TestHost(string environment) : IHostEnvironment, IDisposable
{
    public static TestHost Development => new(Environments.Development);

    public static TestHost Production => new(Environments.Production);

    public string EnvironmentName { get; set; } = environment;

    public string ApplicationName { get; set; } = "Tests";

    public string ContentRootPath { get; set; } = Path.Combine(Path.GetTempPath(), "trench-mail-" + Codes.Id());

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public static IConfigurationRoot Configure(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
        .Build();

    public string PathOf(string file) => Path.Combine(Directory.CreateDirectory(ContentRootPath).FullName, file);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    public void Dispose()
    {
        if (Directory.Exists(ContentRootPath))
        {
            Directory.Delete(ContentRootPath, recursive: true);
        }
    }
}
