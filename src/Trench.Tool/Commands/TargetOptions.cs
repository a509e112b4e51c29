using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Trench.Tool;

/// <summary>The options that name the application's database, its master key and its settings.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> _target = new("--target")
    {
        Description = "The application's database: a SQLite file, or a connection string; else ConnectionStrings__Trench.",
    };
    private readonly Option<DatabaseKind?> _kind = new("--target-provider") { Description = "Its kind; else Trench__Database." };
    private readonly Option<string?> _dataFolder = new("--data-folder")
    {
        Description = "The folder with the master key; else Trench__MasterKey or Trench__DataFolder.",
    };
    private readonly Option<FileInfo?> _settings = new("--settings")
    {
        Description = "The application's appsettings.json; environment variables win over it.",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_target);
        command.Options.Add(_kind);
        command.Options.Add(_dataFolder);
        command.Options.Add(_settings);
    }

    /// <summary>The database.</summary>
    /// <exception cref="StopException">None is named, or it is not there.</exception>
    public Database Read(ParseResult line, ToolHost host)
    {
        var settings = HostOf(line, host).Environment;
        var text = line.GetValue(_target) ?? settings["ConnectionStrings:Trench"]
            ?? throw new StopException(ExitCodes.Usage, "Name the application's database with --target or ConnectionStrings__Trench.");
        return Database.Read(text, line.GetValue(_kind) ?? KindOf(settings["Trench:Database"]), _target.Name);
    }

    /// <summary>The host with what the options say.</summary>
    public ToolHost HostOf(ParseResult line, ToolHost host)
    {
        var known = line.GetValue(_settings) is { } file
            ? host.Over(NamedFile.Read(file, _settings.Name, path => Load(path, _settings.Name)))
            : host;
        return line.GetValue(_dataFolder) is { } folder ? known.With(MasterKeySource.FolderSetting, folder) : known;
    }

    private static IConfiguration Load(string path, string option)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: false).Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            // The place only: the parser repeats what stands there, which may be a password.
            var place = fault.GetBaseException() is JsonException { LineNumber: { } line } ? $" (line {line + 1})" : "";
            throw new StopException(ExitCodes.Usage, $"{option}: {path} is no file of settings in JSON{place}.", fault);
        }
    }

    private static DatabaseKind? KindOf(string? name) => Enum.TryParse<DatabaseKind>(name, ignoreCase: true, out var kind) ? kind : null;
}
