using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Trench.Tool;

/// <summary>What people have: methods that nobody offers, nothing to fall back on.</summary>
internal static class EnrolmentCheckup
{
    public static async Task<IReadOnlyList<string>> FindAsync(Target target, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        findings.AddRange(await LostMethodsAsync(target, cancellationToken));
        findings.AddRange(await LonelyUsersAsync(target.Context, cancellationToken));
        return findings;
    }

    private static async Task<IEnumerable<string>> LostMethodsAsync(Target target, CancellationToken cancellationToken)
    {
        var offered = new MethodSections(target.Part<IConfiguration>()).Names;
        var enrolled = await target.Store.ListEnrolledMethodsAsync(cancellationToken);
        return enrolled.Except(offered).Select(name =>
            $"Users have the method {name}, which these settings do not offer: only other methods and backup codes let them in.");
    }

    private static async Task<IEnumerable<string>> LonelyUsersAsync(TargetDbContext context, CancellationToken cancellationToken)
    {
        var active = context.Set<Enrolment>().Where(row => row.Status == EnrolmentStatus.Active);
        var codes = context.Set<BackupCode>().Where(code => code.UsedAt == null);
        var users = active.Select(row => row.UserId).Distinct();
        var bare = await users.CountAsync(user => !codes.Any(code => code.UserId == user), cancellationToken);
        var headless = await users.CountAsync(user => !active.Any(row => row.UserId == user && row.IsPrimary), cancellationToken);
        return
        [
            .. Some(bare, $"{bare} users have no backup code left: whoever loses the device needs an administrator."),
            .. Some(headless, $"{headless} users have active methods and no primary one."),
        ];
    }

    /// <summary>The finding, where there are any.</summary>
    public static string[] Some(int count, string finding) => count == 0 ? [] : [finding];
}
