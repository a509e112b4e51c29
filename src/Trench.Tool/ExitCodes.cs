namespace Trench.Tool;

/// <summary>How a command ends; docs/tool.md lists them.</summary>
internal static class ExitCodes
{
    /// <summary>Done; in a report without <c>--apply</c>: nothing stands in the way.</summary>
    public const int Done = 0;

    /// <summary>The command line, or a file of settings or users that it names, is wrong. Nothing was written.</summary>
    public const int Usage = 1;

    /// <summary>The source cannot be read, or holds rows that make no sense. Nothing was written.</summary>
    public const int SourceRefused = 2;

    /// <summary>
    /// The application's database or its master key cannot be used. What was written before is whole; the command may run again.
    /// </summary>
    public const int TargetRefused = 3;

    /// <summary>Done, but some active rows were left out: the report names them.</summary>
    public const int LeftOut = 4;

    /// <summary>Something is wrong with what was looked at: the report says what.</summary>
    public const int Found = 5;
}
