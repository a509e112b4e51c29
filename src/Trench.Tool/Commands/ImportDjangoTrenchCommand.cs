using System.CommandLine;

namespace Trench.Tool;

/// <summary>The command <c>trench import django-trench</c>: its options, and what they mean together.</summary>
internal sealed class ImportDjangoTrenchCommand
{
    private readonly Option<string> _source = new("--source")
    {
        Required = true,
        Description = "The old database: a SQLite file, or a connection string of PostgreSQL.",
    };
    private readonly Option<DatabaseKind?> _sourceKind = new("--source-provider")
    {
        Description = "Its kind, where the text does not tell.",
    };
    private readonly Option<string> _table = new("--table")
    {
        DefaultValueFactory = _ => "trench_mfamethod",
        Description = "Its table of methods.",
    };
    private readonly Option<string?> _usersTable = new("--users-table")
    {
        Description = "Its table of users, for addresses and numbers: auth_user.",
    };
    private readonly Option<string> _usersKey = new("--users-key")
    {
        DefaultValueFactory = _ => "id",
        Description = "The key of that table.",
    };
    private readonly Option<string?> _emailColumn = new("--email-column") { Description = "Its column with the address." };
    private readonly Option<string?> _phoneColumn = new("--phone-column") { Description = "Its column with the number." };
    private readonly TargetOptions _target = new();
    private readonly Option<FileInfo?> _userMap = new("--user-map")
    {
        Description = "A file with a line old-id,new-id for each user; else ids stay.",
    };
    private readonly Option<string[]> _methods = new("--method") { Description = "old=new: the new name of a method; else names stay." };
    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "name=app|email|sms|yubi: what a method of an unusual old name is.",
    };
    private readonly Option<int?> _codeLength = new("--backup-length") { Description = "The old BACKUP_CODES_LENGTH (django-trench: 12)." };
    private readonly Option<string?> _codeCharacters = new("--backup-characters")
    {
        Description = "The old BACKUP_CODES_CHARACTERS (django-trench: letters and digits).",
    };
    private readonly Option<bool> _noCodes = new("--no-backup-codes") { Description = "Leave the backup codes behind." };
    private readonly Option<bool> _apply = new("--apply") { Description = "Write. Without it the command only reports what it would do." };

    private ImportDjangoTrenchCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Make(ToolHost host)
    {
        var import = new ImportDjangoTrenchCommand();
        var command = new Command("django-trench", "Bring methods, secrets and backup codes over from django-trench 0.2 or 0.3.")
        {
            import._source, import._sourceKind, import._table, import._usersTable, import._usersKey, import._emailColumn,
            import._phoneColumn, import._userMap, import._methods, import._kinds,
            import._codeLength, import._codeCharacters, import._noCodes, import._apply,
        };
        import._target.AddTo(command);
        command.SetAction((line, cancellationToken) =>
            new ImportRun(import.Read(line, host), import._target.HostOf(line, host)).RunAsync(cancellationToken));
        return command;
    }

    private ImportRequest Read(ParseResult line, ToolHost host) => new(
        Database.Read(line.GetRequiredValue(_source), line.GetValue(_sourceKind), _source.Name),
        ReadTables(line),
        _target.Read(line, host),
        new ImportSettings(
            OptionPairs.ReadNames(line.GetValue(_methods) ?? [], _methods.Name),
            OptionPairs.ReadKinds(line.GetValue(_kinds) ?? [], _kinds.Name),
            line.GetValue(_userMap) is { } map ? UserMap.Read(map) : null,
            ReadShape(line)),
        line.GetValue(_apply));

    private DjangoTables ReadTables(ParseResult line)
    {
        var tables = new DjangoTables(
            line.GetRequiredValue(_table),
            line.GetValue(_usersTable),
            line.GetRequiredValue(_usersKey),
            line.GetValue(_emailColumn),
            line.GetValue(_phoneColumn));
        return (tables.Users is null) == (tables.EmailColumn is null && tables.PhoneColumn is null)
            ? tables
            : throw new StopException(ExitCodes.Usage, "--users-table goes with --email-column, --phone-column or both.");
    }

    private OldCodeShape? ReadShape(ParseResult line)
    {
        if (line.GetValue(_noCodes))
        {
            return null;
        }

        if (line.GetValue(_codeLength) is not { } length || line.GetValue(_codeCharacters) is not { } characters)
        {
            throw new StopException(
                ExitCodes.Usage,
                "Say what the old backup codes look like, with --backup-length and --backup-characters from the old settings, or leave "
                    + "them behind with --no-backup-codes.");
        }

        var shape = new OldCodeShape(characters, length);
        return shape.Fault is { } fault ? throw new StopException(ExitCodes.Usage, fault) : shape;
    }
}
