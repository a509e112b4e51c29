namespace Trench.Core.Tests;

public sealed class BrokenSettingsTests
{
    /// <summary>Settings, the path of the key at fault, and words that say what to set.</summary>
    public static readonly TheoryData<string, string, string> Broken = new()
    {
        { """{ "BACKUP_CODES_QUANTITY": 0 }""", "TRENCH_AUTH:BACKUP_CODES_QUANTITY", "set 1 to 100" },
        { """{ "BACKUP_CODES_QUANTITY": 101 }""", "TRENCH_AUTH:BACKUP_CODES_QUANTITY", "set 1 to 100" },
        { """{ "BACKUP_CODES_QUANTITY": "many" }""", "TRENCH_AUTH:BACKUP_CODES_QUANTITY", "set a whole number" },
        { """{ "BACKUP_CODES_QUANTITY": -1 }""", "TRENCH_AUTH:BACKUP_CODES_QUANTITY", "set a whole number" },
        { """{ "BACKUP_CODES_QUANTITY": [10] }""", "TRENCH_AUTH:BACKUP_CODES_QUANTITY", "set a whole number" },
        { """{ "BACKUP_CODES_LENGTH": 12 }""", "TRENCH_AUTH:BACKUP_CODES_LENGTH", "set at least 13" },
        { """{ "BACKUP_CODES_CHARACTERS": "0123456789" }""", "TRENCH_AUTH:BACKUP_CODES_LENGTH", "set at least 20" },
        { """{ "BACKUP_CODES_LENGTH": 49 }""", "TRENCH_AUTH:BACKUP_CODES_LENGTH", "set 6 to 48" },
        { """{ "BACKUP_CODES_CHARACTERS": "abc" }""", "TRENCH_AUTH:BACKUP_CODES_CHARACTERS", "set at least 10" },
        { """{ "BACKUP_CODES_CHARACTERS": "abcdefghijklmnopqrstuvwxyza" }""", "TRENCH_AUTH:BACKUP_CODES_CHARACTERS", "set each once" },
        { """{ "BACKUP_CODES_CHARACTERS": "abcdefghijklmnopqrstuvwxyzé" }""", "TRENCH_AUTH:BACKUP_CODES_CHARACTERS", "printable ASCII" },
        { """{ "BACKUP_CODES_CHARACTERS": "abcdefghijklmnopqrstuvwxy-z" }""", "TRENCH_AUTH:BACKUP_CODES_CHARACTERS", "hyphen" },
        { """{ "BACKUP_CODES_SCOPE": "Planet" }""", "TRENCH_AUTH:BACKUP_CODES_SCOPE", "set Enrolment or User" },
        { """{ "ENCRYPT_BACKUP_CODES": false }""", "TRENCH_AUTH:ENCRYPT_BACKUP_CODES", "set true" },
        { """{ "ENCRYPT_BACKUP_CODES": "maybe" }""", "TRENCH_AUTH:ENCRYPT_BACKUP_CODES", "set true or false" },
        { """{ "SECRET_KEY_LENGTH": 16 }""", "TRENCH_AUTH:SECRET_KEY_LENGTH", "set 32" },
        { """{ "SECRET_KEY_LENGTH": 33 }""", "TRENCH_AUTH:SECRET_KEY_LENGTH", "set 32" },
        { """{ "SECRET_KEY_LENGTH": 8, "ALLOW_INSECURE": ["SECRET_KEY_LENGTH"] }""", "TRENCH_AUTH:SECRET_KEY_LENGTH", "set 32" },
        { """{ "DEFAULT_VALIDITY_PERIOD": 601 }""", "TRENCH_AUTH:DEFAULT_VALIDITY_PERIOD", "set 1 to 600 seconds" },
        { """{ "DEFAULT_VALIDITY_PERIOD": "ten minutes" }""", "TRENCH_AUTH:DEFAULT_VALIDITY_PERIOD", "set whole seconds or hh:mm:ss" },
        { """{ "TICKET_LIFETIME": "00:16:00" }""", "TRENCH_AUTH:TICKET_LIFETIME", "set 1 to 900 seconds" },
        { """{ "TICKET_LIFETIME": 300 }""", "TRENCH_AUTH:MFA_METHODS:email:VALIDITY_PERIOD", "set at most 300 seconds" },
        { """{ "TICKET_ATTEMPTS": 11 }""", "TRENCH_AUTH:TICKET_ATTEMPTS", "set 1 to 10" },
        { """{ "TICKETS_PER_USER": 0 }""", "TRENCH_AUTH:TICKETS_PER_USER", "set 1 to 100" },
        { """{ "SEND_WAIT": 11 }""", "TRENCH_AUTH:SEND_WAIT", "set 0 to 10 seconds" },
        { """{ "SMS_COUNTRIES": "48,+1" }""", "TRENCH_AUTH:SMS_COUNTRIES", "set one to three digits" },
        { """{ "FALLBACK_METHOD": "app" }""", "TRENCH_AUTH:FALLBACK_METHOD", "set one of: email" },
        { """{ "FALLBACK_METHOD": "sms_twilio" }""", "TRENCH_AUTH:FALLBACK_METHOD", "set one of: email" },
        { """{ "ALLOW_INSECURE": ["SECRET_KEY_LENGHT"] }""", "TRENCH_AUTH:ALLOW_INSECURE", "Did you mean SECRET_KEY_LENGTH?" },
        { """{ "LIMITS": { "LOCK_AFTER": 0 } }""", "TRENCH_AUTH:LIMITS:LOCK_AFTER", "set 1 to" },
        { """{ "LIMITS": { "ADDRESS_FAILURES": "30 per minute" } }""", "TRENCH_AUTH:LIMITS:ADDRESS_FAILURES", "set a rate such as 30/10m" },
        { """{ "LIMITS": { "SENDS_PER_TARGET": "0/h" } }""", "TRENCH_AUTH:LIMITS:SENDS_PER_TARGET", "set a rate" },
        { """{ "LIMITS": { "LOCK_AFTR": 5 } }""", "TRENCH_AUTH:LIMITS:LOCK_AFTR", "Did you mean LOCK_AFTER?" },
        { """{ "LIMITS": "none" }""", "TRENCH_AUTH:LIMITS", "is a section of keys" },
        { """{ "BACKUP_CODE_QUANTITY": 10 }""", "TRENCH_AUTH:BACKUP_CODE_QUANTITY", "Did you mean BACKUP_CODES_QUANTITY?" },
        { """{ "Pigeons": 10 }""", "TRENCH_AUTH:Pigeons", "is not a setting" },
        { """{ "TICKET_ATTEMPTS": 5, "TicketAttempts": 5 }""", "TRENCH_AUTH:TICKET_ATTEMPTS", "keep one" },
        { """{ "MFA_METHODS": "email" }""", "TRENCH_AUTH:MFA_METHODS", "one section per method" },
        { """{ "MFA_METHODS": { "email": { "HANDLER": "emial" } } }""", "TRENCH_AUTH:MFA_METHODS:email:HANDLER", "Did you mean email?" },
        { """{ "MFA_METHODS": { "pigeon": { "SOURCE_FIELD": "email" } } }""", "TRENCH_AUTH:MFA_METHODS:pigeon:HANDLER", "is missing" },
        { """{ "MFA_METHODS": { "emial": {"VALIDITY_PERIOD": 60} } }""", "TRENCH_AUTH:MFA_METHODS:emial:HANDLER", "Did you mean email?" },
        { """{ "MFA_METHODS": { "bird": { "HANDLER": "System.String" } } }""", "TRENCH_AUTH:MFA_METHODS:bird:HANDLER", "is no method" },
        { """{ "MFA_METHODS": { "bird": { "HANDLER": "Trench.AbstractMessageDispatcher" } } }""", "TRENCH_AUTH:MFA_METHODS:bird:HANDLER", "not abstract" },
        { """{ "MFA_METHODS": { "email": { "VALIDITY_PERIOD": 0 } } }""", "TRENCH_AUTH:MFA_METHODS:email:VALIDITY_PERIOD", "set 1 to 600 seconds" },
        { """{ "MFA_METHODS": { "email": { "CODE_DIGITS": 5 } } }""", "TRENCH_AUTH:MFA_METHODS:email:CODE_DIGITS", "is not 6, 7 or 8" },
        { """{ "MFA_METHODS": { "email": { "SOURCE_FIELD": "Mail" } } }""", "TRENCH_AUTH:MFA_METHODS:email:SOURCE_FIELD", "have no field Mail" },
        { """{ "MFA_METHODS": { "email": { "SUBJECT": "Hi" } } }""", "TRENCH_AUTH:MFA_METHODS:email:SUBJECT", "is not a setting" },
        { """{ "MFA_METHODS": { "email": { "SERIALIZER": "shop.PhoneSerializer" } } }""", "TRENCH_AUTH:MFA_METHODS:email:SERIALIZER", "overriding Canonical" },
        { """{ "MFA_METHODS": { "email": { "SERIALIZER": "System.String" } } }""", "TRENCH_AUTH:MFA_METHODS:email:SERIALIZER", "is no validator" },
        { """{ "USER_MFA_MODEL": "shop.DeviceMethod" }""", "TRENCH_AUTH:USER_MFA_MODEL", "derived from Enrolment" },
        { """{ "USER_MFA_MODEL": "Trench.Enrolment" }""", "TRENCH_AUTH:USER_MFA_MODEL", "derived from Enrolment" },
        { """{ "MFA_METHODS": { "email": { "ENABLED": "perhaps" } } }""", "TRENCH_AUTH:MFA_METHODS:email:ENABLED", "set true or false" },
        { """{ "MFA_METHODS": { "app": { "PERIOD": 5 } } }""", "TRENCH_AUTH:MFA_METHODS:app:PERIOD", "set 15 to 120 seconds" },
        { """{ "MFA_METHODS": { "app": { "PINS": [{ "a": 1 }] } } }""", "TRENCH_AUTH:MFA_METHODS:app:PINS", "nested too deeply" },
        { """{ "MFA_METHODS": { "mfa": { "HANDLER": "email" } } }""", "TRENCH_AUTH:MFA_METHODS:mfa", "another name" },
        { """{ "MFA_METHODS": { "e mail": { "HANDLER": "email" } } }""", "TRENCH_AUTH:MFA_METHODS:e mail", "letters, digits" },
        { """{ "MFA_METHODS": { "passkey": { "PASS": "x" } } }""", "TRENCH_AUTH:MFA_METHODS:passkey:PASS", "is not a setting" },
        { """{ "MFA_METHODS": { "sms_aws": { "CODE_DIGITS": 6 } } }""", "TRENCH_AUTH:MFA_METHODS:sms_aws:HANDLER", "call AddSms()" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_setting_stops_the_start_and_is_named(string json, string key, string advice)
    {
        var refused = await SettingsStart.With(json).RefusedAsync();

        var fault = Assert.Single(refused.Failures);
        Assert.StartsWith(key + ": ", fault, StringComparison.Ordinal);
        Assert.Contains(advice, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_in_one_message()
    {
        var refused = await SettingsStart.With("""
            {
              "BACKUP_CODES_QUANTITY": 0,
              "SecretKeyLength": 16,
              "TICKET_LIFTIME": 600,
              "LIMITS": { "LOCK_AFTER": "never" },
              "MFA_METHODS": { "email": { "SOURCE_FIELD": "Mail", "VALIDITY_PERIOD": 0 }, "bird": { "HANDLER": "Shop.Missing" } }
            }
            """).RefusedAsync();

        string[] keys =
        [
            "BACKUP_CODES_QUANTITY", "SECRET_KEY_LENGTH", "TICKET_LIFTIME", "LIMITS:LOCK_AFTER", "MFA_METHODS:email:SOURCE_FIELD",
            "MFA_METHODS:email:VALIDITY_PERIOD", "MFA_METHODS:bird:HANDLER",
        ];
        Assert.All(keys, key => Assert.Contains($"\n  TRENCH_AUTH:{key}: ", refused.Message, StringComparison.Ordinal));
        Assert.Equal(keys.Length, refused.Failures.Count());
    }

    // A fault ends up in logs and on screens: a credential in it would be lost.
    [Fact]
    public async Task A_fault_does_not_show_what_was_set()
    {
        const string Secret = "hunter2hunter2";
        var refused = await SettingsStart.With($$"""
            {
              "FROM_EMAIL": ["{{Secret}}"], "BACKUP_CODES_QUANTITY": "{{Secret}}", "UNKNOWN": "{{Secret}}",
              "LIMITS": { "ADDRESS_FAILURES": "{{Secret}}" },
              "MFA_METHODS": {
                "passkey": { "PASS": [["{{Secret}}"]], "TOKEN": "{{Secret}}" },
                "email": { "VALIDITY_PERIOD": "{{Secret}}", "CODE_DIGITS": "{{Secret}}", "TOKEN": "{{Secret}}", "HANDLER": "{{Secret}}" }
              }
            }
            """).RefusedAsync();

        Assert.True(refused.Failures.Count() >= 7);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }
}
