namespace Trench.AttackTests;

/// <summary>Finding out who is there.</summary>
internal static class Enumeration
{
    /// <summary>By trying to enrol a number: one that somebody has, and one that nobody has.</summary>
    public static async Task<Finding?> ByTakenNumbersAsync(Target target)
    {
        var victim = await Victim.RegisterAsync(target);
        (await victim.PostAsync("/auth/sms_twilio/activate", new { })).Has(200);
        var code = await target.CodeSentToAsync(victim.PhoneNumber);
        (await victim.PostAsync("/auth/sms_twilio/activate/confirm", new { code })).Has(200);

        var taken = await EnrolAsync(target, victim.PhoneNumber);
        var free = await EnrolAsync(target, "+120255501" + victim.PhoneNumber[^2..]);

        return Finding.If(taken.ToString() != free.ToString(), $"A taken number: {taken}; a free one: {free}");
    }

    /// <summary>By the public description of the methods.</summary>
    public static async Task<Finding?> ByConfigurationAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var user = await victim.GetAsync("/auth/mfa/config");
        var nobody = await target.Visitor().GetAsync("/auth/mfa/config");

        return Finding.If(user.Has(200).ToString() != nobody.ToString(), $"A user: {user}; nobody: {nobody}");
    }

    /// <summary>By what each login answers.</summary>
    public static async Task<Finding?> ByNamesAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var visitor = target.Visitor();
        foreach (var route in PasswordTable.All.Keys)
        {
            var wrong = await PasswordTable.SendAsync(visitor, route, victim.Name, "a wrong password");
            var unknown = await PasswordTable.SendAsync(visitor, route, victim.Name + "-who", "a wrong password");
            if ((Finding.IfTaken(wrong, $"a wrong password at {route}")
                ?? Finding.If(wrong.ToString() != unknown.ToString(), $"{route}: a user: {wrong}; nobody: {unknown}")) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static async Task<Answer> EnrolAsync(Target target, string number)
    {
        var attacker = await Victim.RegisterAsync(target, phoneNumber: null);
        return await attacker.PostAsync("/auth/sms_twilio/activate", new { phone_number = number });
    }
}
