using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Trench.AttackTests;

/// <summary>
/// SMS asked for by many users at many addresses, for the money that somebody gets for each. They are as many as it takes so that no user
/// and no address comes to its own limit: what stops them is the limit of the number, of its range, or of all.
/// </summary>
internal static class Pumping
{
    private const int Addresses = 100;
    private const int PerUser = 5;
    private const int PerAddress = 10;
    private const int PerHour = 5;
    private const int PerDay = 10;
    private const int Hours = 3;
    private const int AtATime = 8;

    /// <summary>One number, so many requests from a hundred addresses, spread over three hours of one day.</summary>
    public static Attack OfANumber(int requests) => async target =>
    {
        var number = "+4860" + RandomNumberGenerator.GetString("0123456789", 7);
        var gang = await Gang.GatherAsync(target, users: 20, Addresses);
        var sent = 0;
        for (var hour = 1; hour <= Hours; hour++)
        {
            sent += await gang.AskAsync(Enumerable.Repeat(number, requests / Hours));
            if ((Finding.If(sent > hour * PerHour || sent > PerDay, $"{sent} SMS to one number in {hour} hours.")
                ?? Finding.BreakageIf(sent < Math.Min(hour * PerHour, PerDay), $"Only {sent} SMS after {hour} hours: {gang}")) is { } finding)
            {
                return finding;
            }

            await target.Database.OutliveSendsAsync();
        }

        var received = await target.CountSentToAsync(number);
        return Finding.If(received > PerDay, $"{received} SMS reached the number, and {sent} were told.")
            ?? Finding.BreakageIf(gang.HasOthers, $"Neither sent nor refused: {gang}");
    };

    /// <summary>As many numbers as requests, in so many ranges of four digits; so many may be sent a minute before this is told.</summary>
    public static Attack OfRanges(int requests, int ranges, int perMinute, string alarm) => async target =>
    {
        var start = RandomNumberGenerator.GetInt32(1, 9 - ranges);
        var country = "+4" + RandomNumberGenerator.GetString("19", 1);
        var gang = await Gang.GatherAsync(target, users: requests / PerUser, Math.Max(Addresses, requests / PerAddress));
        var began = TimeProvider.System.GetUtcNow();

        var sent = await gang.AskAsync(Enumerable.Range(0, requests).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{country}3{start + (number % ranges)}{number:0000000}")));

        // A minute begun counts whole: its window slides.
        var allowed = perMinute * (1 + (int)(TimeProvider.System.GetUtcNow() - began).TotalMinutes);
        var alarms = await target.Database.NumberAsync(
            "SELECT COUNT(*) FROM trench_events WHERE name = @name AND at >= @since",
            ("name", alarm),
            ("since", began.ToUnixTimeMilliseconds()));
        return Finding.If(sent > allowed, $"{sent} SMS were sent where {allowed} were allowed.")
            ?? Finding.If(alarms == 0 && sent < requests, $"Nobody was told: {gang}")
            ?? Finding.BreakageIf(alarms == 0, $"No limit was reached: {gang}")
            ?? Finding.BreakageIf(gang.HasOthers, $"Neither sent nor refused: {gang}");
    };

    /// <summary>Users without a number of their own, and addresses to ask from.</summary>
    private sealed class Gang(Victim[] users, Api[] visitors)
    {
        private readonly ConcurrentDictionary<int, int> _answers = new();
        private int _asked = -1;

        /// <summary>Whether an answer said neither that an SMS was sent nor that there were too many.</summary>
        public bool HasOthers => _answers.Keys.Any(status => status is not (200 or 429));

        public static async Task<Gang> GatherAsync(Target target, int users, int addresses)
        {
            var gathered = new ConcurrentBag<Victim>();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, users),
                new ParallelOptions { MaxDegreeOfParallelism = AtATime },
                async (_, _) => gathered.Add(await Victim.RegisterAsync(target, phoneNumber: null)));
            return new Gang([.. gathered], [.. Enumerable.Range(0, addresses).Select(node => target.Visitor(node))]);
        }

        /// <summary>Asks for an SMS to each of them; how many were sent.</summary>
        public async Task<int> AskAsync(IEnumerable<string> numbers)
        {
            var before = _answers.GetValueOrDefault(200);
            await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, _) =>
            {
                var turn = Interlocked.Increment(ref _asked);
                var visitor = visitors[turn % visitors.Length];
                var answer = await visitor.PostAsync(
                    "/auth/sms_twilio/activate", new { phone_number = number }, users[turn % users.Length].Token);
                _answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            });
            return _answers.GetValueOrDefault(200) - before;
        }

        public override string ToString() => string.Join(", ", _answers.Select(pair => $"{pair.Value} x {pair.Key}"));
    }
}
