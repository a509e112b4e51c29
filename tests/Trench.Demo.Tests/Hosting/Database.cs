namespace Trench.Demo.Tests;

/// <summary>The databases the demo runs on; every journey is made on both.</summary>
public enum Database
{
    Sqlite,
    PostgreSql,
}
