using System.Reflection;
using Xunit.Sdk;

namespace Trench.AttackTests;

/// <summary>Runs a theory on SQLite, against one node and against two nodes unless it says how many.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodesOnSqliteAttribute(params int[] nodes) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Configurations.Of(Database.Sqlite, nodes);
}

/// <summary>The same on PostgreSQL; skipped where no server was started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodesOnPostgreSqlAttribute : DataAttribute
{
    private readonly int[] _nodes;

    public NodesOnPostgreSqlAttribute(params int[] nodes)
    {
        _nodes = nodes;
        Skip = ComponentPresence.SkipReason([Component.PostgreSql]);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Configurations.Of(Database.PostgreSql, _nodes);
}

file static class Configurations
{
    private static readonly int[] OneAndTwo = [1, 2];

    public static IEnumerable<object[]> Of(Database database, int[] nodes) =>
        (nodes is [] ? OneAndTwo : nodes).Select(number => new object[] { database, number });
}
