using System.Reflection;
using Xunit.Sdk;

namespace Trench.Testing;

/// <summary>Runs a theory on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL; skipped where no server was started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgreSqlAttribute : DataAttribute
{
    /// <summary>Looks for the server.</summary>
    public OnPostgreSqlAttribute() => Skip = ComponentPresence.SkipReason([Component.PostgreSql]);

    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.PostgreSql]];
}
