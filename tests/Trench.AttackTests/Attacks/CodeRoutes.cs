namespace Trench.AttackTests;

/// <summary>Guessing at each route of each facade that takes a code: whoever adds one adds its line to the table, or fails the test.</summary>
internal static class CodeRoutes
{
    private const int LockAfter = 5;

    // What a member is called that a code goes into, by itself or in an object.
    private static readonly string[] Words = ["code", "otp", "data", "answer", "proof"];

    public static TheoryData<string> Names => [.. CodeTable.All.Keys];

    /// <summary>What takes a code by the demo's own document, against the table.</summary>
    public static async Task<Finding?> OutsideTheTableAsync(Target target)
    {
        string[] found =
        [
            .. from route in await Route.AllAsync(target)
            from member in route.Members
            where Words.Any(word => member.Name.Contains(word, StringComparison.Ordinal))
            select $"{route.Name} {member.Name}",
        ];
        string[] known = [.. CodeTable.All.Keys, .. CodeTable.Others];
        string[] differences = [.. found.Except(known), .. known.Except(found).Select(name => $"{name}, which is there no more")];
        return Finding.If(differences.Length > 0, $"In no test: {string.Join("; ", differences)}");
    }

    /// <summary>One wrong code there, four more at the login: then it is locked there too, for the right code as well, which stays good.</summary>
    public static Attack At(string name) => async target =>
    {
        var scene = await CodeScene.BeginAsync(target);
        var door = await CodeTable.All[name](scene);
        await scene.Victim.OutliveProofAsync();
        var right = await door.RightAsync();
        var codes = await scene.WrongAsync(door, right, LockAfter);

        var wrong = await door.SendAsync(codes[0]);
        var counted = await scene.WrongInARowAsync(door);
        if (wrong.Status is < 400 or >= 500 || counted != 1)
        {
            return new Finding($"{name} counted a wrong code as {counted}: {wrong}");
        }

        foreach (var code in codes[1..])
        {
            await scene.Victim.CompleteAsync(await scene.Victim.TicketAsync(), code);
        }

        var locked = await door.SendAsync(right);
        counted = await scene.WrongInARowAsync(door);
        if (locked.Status != 429 || locked.String("error_code") != "locked" || locked.Headers.RetryAfter is null || counted != LockAfter)
        {
            return new Finding($"{name} looked at a code after {counted} wrong ones: {locked}");
        }

        await scene.OutliveLockAsync();
        return Finding.IfRefused(await door.SendAsync(right), $"the right code of {name}, once the lock was over");
    };
}
