namespace Trench.AttackTests;

/// <summary>The weak host, listening, with a database of its own.</summary>
internal sealed record WeakTarget(WeakHost Host, Target Target) : IAsyncDisposable
{
    public static async Task<WeakTarget> StartAsync(IEnumerable<KeyValuePair<string, string>> settings, SmtpSink? sink = null)
    {
        var database = await TestDatabase.CreateAsync(Database.Sqlite);
        var host = new WeakHost(database, settings);
        return new WeakTarget(host, new Target([host.Listen()], database, sink));
    }

    /// <summary>Runs a test as it stands, but against this host while it has this weakness.</summary>
    /// <param name="weakness">The weakness; none for the demo as it is.</param>
    /// <param name="test">Its class and name, with a dot in between.</param>
    public async Task RunAsync(Weakness weakness, string test)
    {
        var type = GetType().Assembly.GetType($"{GetType().Namespace}.{test.Split('.')[0]}", throwOnError: true)!;
        var method = type.GetMethod(test.Split('.')[1]) ?? throw new InvalidOperationException($"There is no test {test}.");
        object[] arguments =
        [
            .. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(int) ? (object)1 : Database.Sqlite),
        ];
        Host.Become(weakness);
        await (Task)method.Invoke(Activator.CreateInstance(type, new Targets(Target)), arguments)!;
    }

    public async ValueTask DisposeAsync()
    {
        Target.Dispose();
        await Host.DisposeAsync();
        await Target.Database.DisposeAsync();
    }
}
