namespace Trench.Demo.Tests;

/// <summary>What writes more than one row, and so could be left half done.</summary>
internal enum Operation
{
    Activate,
    Confirm,
    Regenerate,
    ChangePrimary,
    LogIn,
}

/// <summary>How many kills met each operation.</summary>
internal sealed class Tally
{
    private static readonly Operation[] All = Enum.GetValues<Operation>();

    private readonly Dictionary<Operation, int> _met = All.ToDictionary(operation => operation, _ => 0);
    private readonly Dictionary<Operation, int> _aimed = All.ToDictionary(operation => operation, _ => -1);

    /// <summary>All kills.</summary>
    public int Kills { get; private set; }

    /// <summary>How many kills met the operation that was met least often.</summary>
    public int Fewest => _met.Values.Min();

    /// <summary>What the next kill aims at: what was met least often, and longest not aimed at.</summary>
    public Operation Aim()
    {
        var aim = All.OrderBy(operation => _met[operation]).ThenBy(operation => _aimed[operation]).First();
        _aimed[aim] = Kills;
        return aim;
    }

    /// <summary>Counts one kill.</summary>
    public void Add(Flights flights)
    {
        Kills++;
        foreach (var operation in flights.Lost)
        {
            _met[operation]++;
        }
    }

    public override string ToString() => $"{Kills} kills; {string.Join(", ", _met.Select(met => $"{met.Key} {met.Value}"))}";
}
