using Microsoft.EntityFrameworkCore;

namespace Trench.Demo;

/// <summary>Where the demo keeps its data: SQLite in the data folder, or PostgreSQL when <c>Trench:Database</c> says so.</summary>
internal static class DemoDatabase
{
    private const string Key = "Trench:Database";

    public static void AddDemoDatabase(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var connection = configuration.GetConnectionString("Trench");
        switch (configuration[Key] ?? "Sqlite")
        {
            case "Sqlite":
                services.AddDbContext<AppDbContext>(options => options.UseSqlite(connection ?? $"Data Source={Path.Combine(dataFolder, "trench.db")}"));
                break;
            case "PostgreSql":
                var required = connection ?? throw new InvalidOperationException("ConnectionStrings:Trench is needed for PostgreSql: set it.");
                services.AddDbContext<AppDbContext>(options => options.UseNpgsql(required));
                break;
            case var other:
                throw new InvalidOperationException($"{Key}: \"{other}\" is not known. Set Sqlite or PostgreSql.");
        }
    }
}
