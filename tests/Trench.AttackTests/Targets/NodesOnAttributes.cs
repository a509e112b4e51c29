using System.Reflection;
using Xunit.Sdk;

namespace Trench.AttackTests;

/// <summary>Runs a theory against one node and against two nodes on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodesOnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.Sqlite, 1], [Database.Sqlite, 2]];
}

/// <summary>Runs a theory against one node and against two nodes on PostgreSQL; skipped where no server was started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodesOnPostgreSqlAttribute : DataAttribute
{
    public NodesOnPostgreSqlAttribute() => Skip = ComponentPresence.SkipReason([Component.PostgreSql]);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.PostgreSql, 1], [Database.PostgreSql, 2]];
}
