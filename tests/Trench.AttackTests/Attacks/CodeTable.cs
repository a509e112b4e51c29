namespace Trench.AttackTests;

/// <summary>Every member of every route that a code goes into, by verb, path and name, and how one gets there with a code.</summary>
internal static class CodeTable
{
    /// <summary>What is called like a code, or like what holds one, and is none: a ticket, and an address to be proven.</summary>
    public static readonly string[] Others =
    [
        "POST /jwt/auth code_token", "POST /jwt/get-auth-token code_token", "POST /2factor/confirmation/request data",
    ];

    public static readonly Dictionary<string, Func<CodeScene, Task<CodeDoor>>> All = new()
    {
        ["POST /auth/login/code code"] = scene => Door(
            scene, async code => await scene.Victim.CompleteAsync(await scene.Victim.TicketAsync(), code)),
        ["POST /auth/token/login/code code"] = scene => Door(scene, async code => await scene.SendAsync(
            "POST", "/auth/token/login/code", new { ephemeral_token = await scene.Victim.TicketAsync(), code })),
        ["POST /auth/{method}/activate code"] = Own("POST", "/auth/app/activate", code => new { label = "another", code }),
        ["POST /auth/{method}/activate/confirm code"] = BeforePendingAppAsync,
        ["POST /auth/{method}/deactivate code"] = Own("POST", "/auth/app/deactivate", code => new { code }),
        ["POST /auth/{method}/codes/regenerate code"] = Own("POST", "/auth/app/codes/regenerate", code => new { code }),
        ["POST /auth/mfa/codes/regenerate code"] = Own("POST", "/auth/mfa/codes/regenerate", code => new { method = "app", code }),
        ["POST /auth/mfa/change-primary-method code"] =
            Own("POST", "/auth/mfa/change-primary-method", code => new { method = "app", code }),
        ["DELETE /auth/users/me code"] = Own("DELETE", "/auth/users/me", code => new { code }),

        ["DELETE /mfa code"] = Own("DELETE", "/mfa", code => new { code }),
        ["PUT /mfa/{method}/request code"] = scene => BeforeRequestAsync(scene, "PUT"),
        ["PATCH /mfa/{method}/request code"] = scene => BeforeRequestAsync(scene, "PATCH"),
        ["PUT /mfa/{method}/verify mfa_code"] = scene => BeforeVerifyAsync(scene, "PUT"),
        ["PATCH /mfa/{method}/verify mfa_code"] = scene => BeforeVerifyAsync(scene, "PATCH"),
        ["POST /mfa/authtoken/login mfa_code"] = Login("POST", "/mfa/authtoken/login", "mfa_code"),
        ["PUT /mfa/authtoken/login mfa_code"] = Login("PUT", "/mfa/authtoken/login", "mfa_code"),
        ["POST /mfa/authtoken/login backup_code"] = Login("POST", "/mfa/authtoken/login", "backup_code"),
        ["PUT /mfa/authtoken/login backup_code"] = Login("PUT", "/mfa/authtoken/login", "backup_code"),
        ["POST /mfa/oauth2/token mfa_code"] = Login("POST", "/mfa/oauth2/token", "mfa_code"),
        ["PUT /mfa/oauth2/token mfa_code"] = Login("PUT", "/mfa/oauth2/token", "mfa_code"),
        ["POST /mfa/oauth2/token backup_code"] = Login("POST", "/mfa/oauth2/token", "backup_code"),
        ["PUT /mfa/oauth2/token backup_code"] = Login("PUT", "/mfa/oauth2/token", "backup_code"),

        ["POST /jwt/auth code"] = scene => BeforeAuthAsync(scene, "/jwt/auth"),
        ["POST /jwt/get-auth-token code"] = scene => BeforeAuthAsync(scene, "/jwt/get-auth-token"),
        ["POST /jwt/totp/setup code"] = Own("POST", "/jwt/totp/setup", code => new { code }),
        ["POST /jwt/totp/confirm code"] = BeforeTotpConfirmAsync,
        ["POST /jwt/2fa-method code"] = Own("POST", "/jwt/2fa-method", code => new { method = "code-sender", code }),

        ["POST /2factor/user-config/own/create code"] = async scene =>
        {
            var offered = await scene.OfferedAsync("email");
            return await Door(scene, code => scene.SendAsync("POST", "/2factor/user-config/own/create", NewConfig(scene, offered, code)));
        },
        ["POST /2factor/user-config/own/confirm data"] = BeforeConfirmOwnAsync,
        ["PUT /2factor/user-config/own/{id}/update code"] = scene => BeforeUpdateAsync(scene, "PUT"),
        ["PATCH /2factor/user-config/own/{id}/update code"] = scene => BeforeUpdateAsync(scene, "PATCH"),
        ["DELETE /2factor/user-config/own/{id}/destroy code"] = async scene =>
        {
            var id = await scene.ConfigAsync();
            return await Door(scene, code => scene.SendAsync("DELETE", $"/2factor/user-config/own/{id}/destroy", new { code }));
        },
        ["POST /2factor/confirmation/confirm data"] = BeforeConfirmAsync,

        ["DELETE /admin/users/{user}/enrolments/{enrolment} code"] = Administering("DELETE", paths => paths.Enrolment),
        ["POST /admin/users/{user}/reset code"] = Administering("POST", paths => $"{paths.User}/reset"),
        ["POST /admin/users/{user}/disable code"] = Administering("POST", paths => $"{paths.User}/disable"),
        ["POST /admin/users/{user}/enable code"] = Administering("POST", paths => $"{paths.User}/enable"),
        ["POST /admin/method-configs code"] = scene => BeforeMethodConfigAsync(scene, "POST", isNew: true),
        ["PUT /admin/method-configs/{id} code"] = scene => BeforeMethodConfigAsync(scene, "PUT", isNew: false),
        ["PATCH /admin/method-configs/{id} code"] = scene => BeforeMethodConfigAsync(scene, "PATCH", isNew: false),
    };

    // Where a code of the app is the right one.
    private static Task<CodeDoor> Door(CodeScene scene, Func<string, Task<Answer>> send) =>
        Task.FromResult(new CodeDoor(send, scene.Victim.AppCodeAsync));

    private static Func<CodeScene, Task<CodeDoor>> Own(string verb, string path, Func<string, object> body) =>
        scene => Door(scene, code => scene.SendAsync(verb, path, body(code)));

    private static Func<CodeScene, Task<CodeDoor>> Login(string verb, string path, string member) => async scene =>
    {
        var door = await Door(scene, code => scene.SendAsNobodyAsync(verb, path, new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = scene.Victim.Name,
            ["password"] = Victim.Password,
            ["client_id"] = Targets.Client,
            ["client_secret"] = Targets.ClientSecret,
            [member] = code,
        }));
        return member == "mfa_code"
            ? door
            : door with { RightAsync = () => Task.FromResult(scene.Victim.BackupCodes[0]), TakesBackupCodes = true };
    };

    private static Func<CodeScene, Task<CodeDoor>> Administering(string verb, Func<(string User, string Enrolment), string> path) => async scene =>
    {
        var paths = await scene.AdministerAsync();
        return await Door(scene, code => scene.SendAsync(verb, path(paths), new { reason = "a test", code }));
    };

    private static async Task<CodeDoor> BeforePendingAppAsync(CodeScene scene)
    {
        var secret = (await scene.DoAsync("POST", "/auth/app/activate", new { label = "pending" })).String("secret");
        return new CodeDoor(
            code => scene.SendAsync("POST", "/auth/app/activate/confirm", new { code, label = "pending" }), () => CodeOfAsync(secret));
    }

    private static Task<CodeDoor> BeforeRequestAsync(CodeScene scene, string verb) =>
        Door(scene, code => scene.SendAsync(verb, "/mfa/sms/request", new { phone_number = scene.Victim.PhoneNumber[1..], code }));

    private static async Task<CodeDoor> BeforeVerifyAsync(CodeScene scene, string verb)
    {
        await scene.DoAsync("PUT", "/mfa/sms/request", new { phone_number = scene.Victim.PhoneNumber[1..] });
        var sent = await scene.CodeSentToAsync(scene.Victim.PhoneNumber);
        return new CodeDoor(code => scene.SendAsync(verb, "/mfa/sms/verify", new { mfa_code = code }), () => Task.FromResult(sent));
    }

    // Each code makes its token wait before the next one: each goes to another.
    private static async Task<CodeDoor> BeforeAuthAsync(CodeScene scene, string path)
    {
        var tokens = new Queue<string>();
        while (tokens.Count < 3)
        {
            var login = new { username = scene.Victim.Name, password = Victim.Password };
            tokens.Enqueue((await scene.DoAsync("POST", "/jwt/get-code", login)).String("token"));
        }

        return await Door(scene, code => scene.SendAsync("POST", path, new { code_token = tokens.Dequeue(), code }));
    }

    private static async Task<CodeDoor> BeforeTotpConfirmAsync(CodeScene scene)
    {
        var secret = (await scene.DoAsync("POST", "/jwt/totp/setup", new { })).String("secret");
        return new CodeDoor(code => scene.SendAsync("POST", "/jwt/totp/confirm", new { code }), () => CodeOfAsync(secret));
    }

    private static async Task<CodeDoor> BeforeConfirmOwnAsync(CodeScene scene)
    {
        var body = NewConfig(scene, await scene.OfferedAsync("email"), code: null);
        var created = await scene.DoAsync("POST", "/2factor/user-config/own/create", body);
        var (id, confirmation) = (created["item"]!["id"]!.GetValue<string>(), created.String("confirmation_id"));
        var sent = await scene.CodeSentToAsync(scene.Victim.Email);
        return new CodeDoor(
            code => scene.SendAsync("POST", "/2factor/user-config/own/confirm", new { id, confirmation_id = confirmation, data = new { code } }),
            () => Task.FromResult(sent));
    }

    private static async Task<CodeDoor> BeforeUpdateAsync(CodeScene scene, string verb)
    {
        var id = await scene.ConfigAsync();
        return await Door(scene, code => scene.SendAsync(
            verb, $"/2factor/user-config/own/{id}/update", new { config = new { }, is_active = true, is_default = true, title = "Mine", code }));
    }

    private static async Task<CodeDoor> BeforeConfirmAsync(CodeScene scene)
    {
        var body = new { user_config_id = await scene.ConfigAsync(), data = new { }, action = "transfer" };
        var id = (await scene.DoAsync("POST", "/2factor/confirmation/request", body)).String("id");
        return await Door(scene, code => scene.SendAsync("POST", "/2factor/confirmation/confirm", new { id, data = new { code } }));
    }

    private static async Task<CodeDoor> BeforeMethodConfigAsync(CodeScene scene, string verb, bool isNew)
    {
        await scene.AdministerAsync();
        var path = isNew ? "/admin/method-configs" : $"/admin/method-configs/{await scene.OfferedAsync("yubi")}";
        return await Door(scene, code => scene.SendAsync(verb, path, isNew
            ? new { method = "app", title = "Once more", config = new { }, is_active = true, is_default = false, code }
            : new { title = "Key", config = new { }, is_active = true, is_default = false, code }));
    }

    private static object NewConfig(CodeScene scene, string offered, string? code)
    {
        var config = new { email = scene.Victim.Email };
        return code is null
            ? new { method_config_id = offered, config, is_active = true, is_default = false }
            : new { method_config_id = offered, config, is_active = true, is_default = false, code };
    }

    private static Task<string> CodeOfAsync(string secret) => Oathtool.TotpAsync(secret, TimeProvider.System.GetUtcNow());
}
