using System.Diagnostics;
using System.Security.Cryptography;

namespace Trench.AttackTests;

/// <summary>Telling two cases apart by how long the answers take.</summary>
internal static class Timing
{
    private const int Refused = 400;
    private const int Wrong = 401;
    private const int Locked = 429;

    // What a process compiles or caches on its first requests falls on neither case.
    private const int WarmUp = 100;

    /// <summary>An unknown name of the same length, and a wrong password.</summary>
    public static Attack OfNames(int samples, Action<string> tell) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        return await CompareAsync(
            samples,
            Refused,
            tell,
            Always(() => victim.LogInAsync("a wrong password"), () => victim.LogInAsync("a wrong password", Victim.NewName())));
    };

    /// <summary>Wrong passwords of somebody with a second factor, and of somebody without.</summary>
    public static Attack OfMethods(int samples, Action<string> tell) => async target =>
    {
        var (one, other) = (await Victim.WithAppAsync(target), await Victim.RegisterAsync(target));
        return await CompareAsync(
            samples, Refused, tell, Always(() => one.LogInAsync("a wrong password"), () => other.LogInAsync("a wrong password")));
    };

    /// <summary>A wrong code whose first five digits are right, and one without any right digit.</summary>
    public static Attack OfPrefixes(int samples, Action<string> tell) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = new CodesOfNow(victim.Secret);
        var (ticket, pairs) = ("", 0);
        return await CompareAsync(samples, Wrong, tell, async () =>
        {
            ticket = pairs++ % (Targets.MostAttempts / 2) == 0 ? await victim.TicketAsync() : ticket;
            var right = await codes.NewestAsync();
            var (near, far) = (await codes.WrongAsync(right[..^1] + Other(right[^1])), await codes.WrongAsync(string.Concat(right.Select(Other))));
            return (() => victim.CompleteAsync(ticket, near), () => victim.CompleteAsync(ticket, far));
        });
    };

    /// <summary>The right code and a wrong one, while the account is locked.</summary>
    public static Attack OfCodesWhileLocked(int samples, Action<string> tell) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = new CodesOfNow(victim.Secret);
        var wrong = await victim.WrongCodesAsync(5);
        var first = await victim.TicketAsync();
        foreach (var code in wrong)
        {
            await victim.CompleteAsync(first, code);
        }

        await victim.StayLockedAsync();
        var ticket = await victim.TicketAsync();
        return await CompareAsync(samples, Locked, tell, async () =>
        {
            var right = await codes.NewestAsync();
            var other = await codes.WrongAsync(string.Concat(right.Select(Other)));
            return (() => victim.CompleteAsync(ticket, right), () => victim.CompleteAsync(ticket, other));
        });
    };

    private static Func<Task<(Func<Task<Answer>> One, Func<Task<Answer>> Other)>> Always(Func<Task<Answer>> one, Func<Task<Answer>> other) =>
        () => Task.FromResult((one, other));

    // One of each in turn, so that whatever else the machine does meets both alike; which comes first is tossed for, as the second one may
    // find something warm.
    private static async Task<Finding?> CompareAsync(
        int samples, int status, Action<string> tell, Func<Task<(Func<Task<Answer>> One, Func<Task<Answer>> Other)>> pairAsync)
    {
        var times = new TimeComparison();
        for (var number = -WarmUp; number < samples; number++)
        {
            var (one, other) = await pairAsync();
            var isOneFirst = RandomNumberGenerator.GetInt32(2) == 0;
            var first = await MeasureAsync(isOneFirst ? one : other, status);
            var second = await MeasureAsync(isOneFirst ? other : one, status);
            if (number >= 0)
            {
                times.Add(isOneFirst ? first : second, isOneFirst ? second : first);
            }
        }

        tell(times.ToString());
        return times.Find();
    }

    // Answers of another kind would compare something else.
    private static async Task<double> MeasureAsync(Func<Task<Answer>> send, int status)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await send();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        answer.Has(status);
        return took;
    }

    private static char Other(char digit) => (char)('0' + ((digit - '0' + 5) % 10));

    /// <summary>The codes that an app's secret is good for now, asked for once a step.</summary>
    private sealed class CodesOfNow(string secret)
    {
        private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
        private long _step;
        private string[] _good = [];

        /// <summary>The one of the next step, which is good already and was never used.</summary>
        public async Task<string> NewestAsync()
        {
            var now = TimeProvider.System.GetUtcNow();
            if (now.ToUnixTimeSeconds() / 30 is var step && step != _step)
            {
                var good = Enumerable.Range(-2, 5).Select(offset => Oathtool.TotpAsync(secret, now + (offset * Step)));
                (_step, _good) = (step, await Task.WhenAll(good));
            }

            return _good[3];
        }

        /// <summary>This code, or another one with the same first digits that is no good code by chance.</summary>
        public async Task<string> WrongAsync(string code)
        {
            _ = await NewestAsync();
            return Enumerable.Range(0, 10)
                .Select(shift => code[..^1] + (char)('0' + ((code[^1] - '0' + shift) % 10)))
                .First(other => !_good.Contains(other));
        }
    }
}
