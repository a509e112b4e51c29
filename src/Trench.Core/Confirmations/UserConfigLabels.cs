using System.Globalization;

namespace Trench;

/// <summary>Labels for configs that come without a title.</summary>
internal static class UserConfigLabels
{
    /// <summary>
    /// The first of nothing, 2, 3 ... that no other enrolment of the method has; where many wait for their proof, that of the oldest of
    /// those.
    /// </summary>
    public static string Free(UserFactors factors, string method, DateTimeOffset now)
    {
        var own = factors.Enrolments.Where(enrolment => enrolment.Method == method).ToList();
        var pending = own.Where(enrolment => enrolment.Status == EnrolmentStatus.Pending).ToList();
        if (pending.Find(enrolment => enrolment.PendingUntil <= now) is { } abandoned)
        {
            return abandoned.Label;
        }

        if (pending.Count >= ActivationOpening.MostPending)
        {
            return pending[0].Label;
        }

        var taken = own.Select(enrolment => enrolment.Label).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, own.Count + 1)
            .Select(number => number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture))
            .First(label => !taken.Contains(label));
    }
}
