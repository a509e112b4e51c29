namespace Trench.Core.Tests;

/// <summary>A settings dict of django-trench, written as JSON, with the values that its documentation gives.</summary>
public sealed class DjangoSettingsTests
{
    // The original's documentation of 0.2: short secrets, short codes.
    private const string Documented = """
        {
          "USER_MFA_MODEL": "trench.MFAMethod", "USER_ACTIVE_FIELD": "is_active",
          "FROM_EMAIL": "your@email.com", "CACHE_PREFIX": "trench", "MAX_METHODS_PER_USER": 3,
          "BACKUP_CODES_QUANTITY": 5, "BACKUP_CODES_LENGTH": LENGTH,
          "BACKUP_CODES_CHARACTERS": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
          "SECRET_KEY_LENGTH": SECRET, "DEFAULT_VALIDITY_PERIOD": 30, "ENCRYPT_BACKUP_CODES": true,
          "CONFIRM_DISABLE_WITH_CODE": false, "CONFIRM_BACKUP_CODES_REGENERATION_WITH_CODE": true,
          "ALLOW_BACKUP_CODES_REGENERATION": true, "APPLICATION_ISSUER_NAME": "MyApplication",
          "MFA_METHODS": {
            "sms_twilio": {
              "VERBOSE_NAME": "sms_twilio", "VALIDITY_PERIOD": 60, "HANDLER": "trench.backends.twilio.TwilioBackend",
              "SERIALIZER": "trench.serializers.RequestBodyValidator", "SOURCE_FIELD": "phone_number", "FIELD": "phone_number",
              "TWILIO_ACCOUNT_SID": "AC0", "TWILIO_AUTH_TOKEN": "t", "TWILIO_VERIFIED_FROM_NUMBER": "+15005550006", "USES_THIRD_PARTY_CLIENT": true
            },
            "sms_api": {
              "VERBOSE_NAME": "sms_api", "HANDLER": "trench.backends.sms_api.SMSAPIMessageDispatcher", "SOURCE_FIELD": "phone_number",
              "SMSAPI_ACCESS_TOKEN": "YOUR SMSAPI TOKEN", "SMSAPI_FROM_NUMBER": "YOUR REGISTERED NUMBER"
            },
            "sms_aws": {
              "VERBOSE_NAME": "sms_aws", "VALIDITY_PERIOD": 30, "HANDLER": "trench.backends.aws.AWSMessageDispatcher", "SOURCE_FIELD": "phone_number",
              "AWS_ACCESS_KEY": "access key", "AWS_SECRET_KEY": "secret key", "AWS_REGION": "region"
            },
            "email": {
              "VERBOSE_NAME": "email", "VALIDITY_PERIOD": 60, "HANDLER": "trench.backends.basic_mail.SendMailMessageDispatcher",
              "SOURCE_FIELD": "email", "EMAIL_SUBJECT": "Your verification code",
              "EMAIL_PLAIN_TEMPLATE": "trench/backends/email/code.txt", "EMAIL_HTML_TEMPLATE": "trench/backends/email/code.html"
            },
            "app": {
              "VERBOSE_NAME": "app", "VALIDITY_PERIOD": 60, "USES_THIRD_PARTY_CLIENT": true,
              "HANDLER": "trench.backends.application.ApplicationMessageDispatcher"
            },
            "yubi": { "VERBOSE_NAME": "yubi", "HANDLER": "trench.backends.yubikey.YubiKeyMessageDispatcher", "SOURCE_FIELD": "yubikey_id", "YUBICLOUD_CLIENT_ID": "1" }
          }
        }
        """;

    [Fact]
    public async Task A_copied_dict_starts_once_its_insecure_values_are_raised()
    {
        var options = await Copied(length: 11, secret: 32).AcceptedAsync();

        Assert.Equal(["sms_twilio", "sms_api", "sms_aws", "email", "app", "yubi"], options.Methods.Select(method => method.Name));
        var email = options.Methods[3];
        Assert.Equal("Your verification code", email.Value("EMAIL_SUBJECT"));
        Assert.Equal(TimeSpan.FromMinutes(1), email.ValidityPeriod);
        Assert.Equal("your@email.com", options.FromEmail);
    }

    [Fact]
    public async Task Its_insecure_values_are_one_fault_each_that_names_the_value_to_set()
    {
        var refused = await Copied(length: 10, secret: 16).RefusedAsync();

        Assert.Collection(
            refused.Failures.Order(),
            fault => Assert.Matches("^TRENCH_AUTH:BACKUP_CODES_LENGTH: .*set at least 11 ", fault),
            fault => Assert.Matches("^TRENCH_AUTH:SECRET_KEY_LENGTH: .*set 32,", fault));
    }

    [Fact]
    public async Task Its_insecure_values_are_accepted_knowingly_and_warned_about()
    {
        var start = Copied(length: 10, secret: 16).Values(("TRENCH_AUTH:ALLOW_INSECURE", "SECRET_KEY_LENGTH,BackupCodesLength"));

        await start.RunAsync();

        Assert.Contains("Warning: TRENCH_AUTH:SECRET_KEY_LENGTH: authenticator secrets hold less than 160 bits.", start.Log.Lines);
        Assert.Contains("Warning: TRENCH_AUTH:BACKUP_CODES_LENGTH: backup codes hold less than 64 bits.", start.Log.Lines);
    }

    [Theory]
    [InlineData("CACHE_PREFIX")]
    [InlineData("MAX_METHODS_PER_USER")]
    [InlineData("USER_MFA_MODEL")]
    [InlineData("MFA_METHODS:app:USES_THIRD_PARTY_CLIENT")]
    [InlineData("MFA_METHODS:app:VALIDITY_PERIOD")]
    [InlineData("MFA_METHODS:sms_twilio:SERIALIZER")]
    [InlineData("MFA_METHODS:yubi:SOURCE_FIELD")]
    [InlineData("CONFIRM_DISABLE_WITH_CODE")]
    public async Task What_has_no_effect_or_weakens_is_warned_about_once(string key)
    {
        var start = Copied(length: 11, secret: 32);

        await start.RunAsync();

        Assert.Single(start.Log.Lines, line => line.StartsWith($"Warning: TRENCH_AUTH:{key}: ", StringComparison.Ordinal));
    }

    private static SettingsStart Copied(int length, int secret) => SettingsStart.With(
        Documented.Replace("LENGTH,", $"{length},", StringComparison.Ordinal).Replace("SECRET,", $"{secret},", StringComparison.Ordinal))
        .Add(LetterDispatcher.AddSms)
        .Add(trench => trench.AddHandler(CardMethod.YubiKey));
}
