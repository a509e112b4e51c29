namespace Trench.Testing;

/// <summary>The databases the demo runs on.</summary>
public enum Database
{
    /// <summary>A file in the data folder.</summary>
    Sqlite,

    /// <summary>A database on the throw-away server.</summary>
    PostgreSql,
}
