namespace Trench.AttackTests;

/// <summary>Where a code is taken, and the one that belongs there.</summary>
internal sealed record Place(string Name, string Code, Func<string, Task<Answer>> AnswerAsync)
{
    /// <summary>
    /// Gives the code of each place at every other one. The place's own code is given last and has to be good, or a place that refuses
    /// everything would pass.
    /// </summary>
    public static async Task<Finding?> SwapAsync(Place[] places)
    {
        foreach (var (of, at) in places.SelectMany(_ => places, (of, at) => (of, at)).Where(pair => pair.of != pair.at))
        {
            var answer = await at.AnswerAsync(of.Code);
            if (Finding.IfTaken(answer, $"the code of {of.Name} at {at.Name}") is { } finding)
            {
                return finding;
            }
        }

        foreach (var place in places)
        {
            if (Finding.IfRefused(await place.AnswerAsync(place.Code), $"the own code of {place.Name}") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }
}
