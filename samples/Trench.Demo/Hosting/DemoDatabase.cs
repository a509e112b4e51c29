using Microsoft.EntityFrameworkCore;

namespace Trench.Demo;

/// <summary>Where the demo keeps its data: SQLite in the data folder, or PostgreSQL when <c>Trench:Database</c> says so.</summary>
internal static class DemoDatabase
{
    private const string Key = "Trench:Database";

    // What the setting says comes later, and wins. PostgreSQL takes a hundred connections in all unless told otherwise, and the driver would
    // open as many for each node: under a burst two nodes would refuse each other. The time-outs end what waits for a lock or for a server
    // that is out of reach, and no request waits for them while the server is silent.
    private const string Defaults =
        "Maximum Pool Size=40;Timeout=5;Command Timeout=5;Cancellation Timeout=-1;GSS Encryption Mode=Disable;";

    public static void AddDemoDatabase(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var given = configuration.GetConnectionString("Trench");
        switch (configuration[Key] ?? "Sqlite")
        {
            case "Sqlite":
                var file = given ?? $"Data Source={Path.Combine(dataFolder, "trench.db")}";
                services.AddDbContext<AppDbContext>(options => options.UseSqlite(file));
                break;
            case "PostgreSql":
                var server = given ?? throw new InvalidOperationException("PostgreSql needs ConnectionStrings:Trench: set it.");
                services.AddDbContext<AppDbContext>(options => options.UseNpgsql(Defaults + server));
                break;
            case var other:
                throw new InvalidOperationException($"{Key}: \"{other}\" is not known. Set Sqlite or PostgreSql.");
        }
    }
}
