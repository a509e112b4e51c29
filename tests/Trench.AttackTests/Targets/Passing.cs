namespace Trench.AttackTests;

/// <summary>Lets time pass where no test can wait for it, by writing into the database what it would have brought.</summary>
internal static class Passing
{
    /// <summary>As if five minutes had gone by since this user proved anything.</summary>
    public static Task OutliveProofsAsync(this TestDatabase database, string userId) =>
        database.ExecuteAsync("UPDATE trench_sessions SET proof_until = NULL WHERE user_id = @user", ("user", userId));

    /// <summary>As if an hour had gone by since the last message to anybody.</summary>
    public static Task OutliveSendsAsync(this TestDatabase database) =>
        database.ExecuteAsync("UPDATE trench_sends SET at = at - 3600000, expires_at = expires_at - 3600000");

    /// <summary>As if this user's locks had been set an hour later than they were.</summary>
    public static Task ProlongLocksAsync(this TestDatabase database, string userId) =>
        database.ExecuteAsync("UPDATE trench_accounts SET locked_until = locked_until + 3600000 WHERE user_id = @user", ("user", userId));
}
