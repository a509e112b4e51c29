namespace Trench.AttackTests;

/// <summary>Every change of one's own methods that a facade or the demo itself has, without anything that proves it.</summary>
internal static class Changes
{
    /// <summary>Those of somebody with an app and mail.</summary>
    public static async Task<(HttpMethod Verb, string Path, object Body)[]> OfAsync(Victim victim)
    {
        var app = (await victim.GetAsync("/auth/mfa/user-active-methods")).Has(200).Body![0]!["id"]!.GetValue<string>();
        var config = $"/2factor/user-config/own/{await victim.ConfigAsync("app")}";
        var offered = await victim.OfferedAsync(Victim.Sms);
        return
        [
            (HttpMethod.Post, "/auth/app/deactivate", new { new_primary_method = "email" }),
            (HttpMethod.Post, "/auth/app/codes/regenerate", new { }),
            (HttpMethod.Post, "/auth/mfa/codes/regenerate", new { method = "app" }),
            (HttpMethod.Post, "/auth/mfa/change-primary-method", new { method = "email" }),
            (HttpMethod.Post, "/auth/app/activate", new { label = "the attacker's" }),
            (HttpMethod.Post, "/auth/app/activate", new { id = app }),
            (HttpMethod.Post, "/auth/sms_twilio/activate", new { phone_number = "+12025550199" }),
            (HttpMethod.Delete, "/auth/users/me", new { }),

            (HttpMethod.Delete, "/mfa", new { }),
            (HttpMethod.Put, "/mfa/sms/request", new { phone_number = "12025550199" }),
            (HttpMethod.Get, "/mfa/recovery", new { }),

            (HttpMethod.Post, "/jwt/totp/setup", new { }),
            (HttpMethod.Post, "/jwt/2fa-method", new { method = "code-sender" }),
            (HttpMethod.Post, "/jwt/2fa-method", new { method = "no-2fa" }),

            (
                HttpMethod.Post,
                "/2factor/user-config/own/create",
                new { method_config_id = offered, config = new { phone_number = victim.PhoneNumber }, is_active = true, is_default = true }),
            (HttpMethod.Put, $"{config}/update", new { config = new { }, is_active = true, is_default = true, title = "Theirs" }),
            (HttpMethod.Delete, $"{config}/destroy", new { }),
        ];
    }
}
