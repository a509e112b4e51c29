using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteStoreContractTests(SqliteDatabase database) : StoreContract, IClassFixture<SqliteDatabase>
{
    protected override StoreScope OpenScope() => database.OpenScope();
}

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresStoreContractTests(PostgresDatabase database) : StoreContract, IClassFixture<PostgresDatabase>
{
    protected override StoreScope OpenScope() => database.OpenScope();
}
