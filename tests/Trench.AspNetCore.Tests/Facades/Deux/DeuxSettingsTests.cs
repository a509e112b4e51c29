using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>The settings of DEUX.</summary>
public sealed class DeuxSettingsTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public async Task D30_A_code_has_as_many_digits_as_are_set_in_every_message(int digits)
    {
        await using var app = await DeuxApp.StartAsync(("MFA_CODE_NUM_DIGITS", $"{digits}"));
        var anna = await DeuxPerson.EnrolledAsync(app);

        Assert.Matches($"^[0-9]{{{digits}}}$", await anna.AskedAsync());
        (await anna.LoginAsync(code: anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task D19_A_backup_code_has_deux_length_where_that_is_accepted_knowingly()
    {
        await using var app = await DeuxApp.StartAsync(("BACKUP_CODE_DIGITS", "12"), ("ALLOW_INSECURE", "BACKUP_CODE_DIGITS"));
        var anna = await DeuxPerson.EnrolledAsync(app);
        var code = await anna.BackupCodeAsync();

        Assert.Equal(12, code.Length);
        Assert.Contains("DEUX:BACKUP_CODE_DIGITS: codes read at recovery hold less than 64 bits.", app.Log.Text, StringComparison.Ordinal);
        (await anna.LoginAsync(backupCode: code)).MustBe(HttpStatusCode.OK);
        (await anna.LoginAsync(backupCode: code)).MustBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_engines_list_of_insecure_choices_takes_the_key_too()
    {
        await using var app = await DeuxApp.StartAsync([("ALLOW_INSECURE", "BACKUP_CODE_DIGITS")], [("BACKUP_CODE_DIGITS", "12")]);

        Assert.Equal(12, (await (await DeuxPerson.EnrolledAsync(app)).BackupCodeAsync()).Length);
    }

    [Fact]
    public async Task The_step_sets_how_long_a_code_is_good()
    {
        await using var app = await DeuxApp.StartAsync(("STEP_SIZE", "100"));
        var anna = await DeuxPerson.EnrolledAsync(app);
        var code = await anna.AskedAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(299));

        (await anna.LoginAsync(code: code)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_longest_step_is_a_life_that_the_engine_takes()
    {
        await using var app = await DeuxApp.StartAsync(("STEP_SIZE", "200"));

        Assert.Equal(TimeSpan.FromSeconds(200), app.Get<SettingSection<DeuxOptions>>().Value.StepSize);
    }

    [Fact]
    public async Task Sms_is_the_method_that_the_settings_name()
    {
        await using var app = await DeuxApp.StartAsync(("SMS_METHOD", "dove"));
        var anna = await DeuxPerson.SignedInAsync(app);
        (await anna.RequestAsync(anna.Phone)).MustBe(HttpStatusCode.OK);
        (await anna.VerifyAsync(anna.LastCode)).MustBe(HttpStatusCode.OK);

        Assert.Equal("sms", (await anna.StatusAsync())["challenge_type"]);
        Assert.Equal("dove", app.Store.Rows.Enrolments.Values.Single().Method);
    }

    [Fact]
    public async Task Sms_is_no_method_that_sends_mails()
    {
        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => DeuxApp.StartAsync([], [("SMS_METHOD", "post")], configureEngine: trench =>
            trench.AddHandler(new MethodHandler("email", typeof(CaptureDispatcher))
            {
                BuiltIn = [new MethodSettings("post", "email", new Dictionary<string, string>()) { Field = "email" }],
            })));

        Assert.Contains("DEUX:SMS_METHOD: is not a method that takes a phone number; set one of: pigeon,", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D34_A_function_of_the_application_sends_each_message_once()
    {
        var sent = new List<Message>();
        await using var app = await DeuxApp.StartAsync([], [], options => options.SendTextsBy((message, _) =>
        {
            sent.Add(message);
            return Task.CompletedTask;
        }));
        var anna = await DeuxPerson.SignedInAsync(app);
        (await anna.RequestAsync(anna.Phone)).MustBe(HttpStatusCode.OK);

        var message = Assert.Single(sent);
        Assert.Equal(("+" + anna.Phone, anna.Name, Purposes.Enrol), (message.Recipient, message.UserName, message.Purpose));
        (await anna.VerifyAsync(message.Code)).MustBe(HttpStatusCode.OK);
        Assert.Equal("sms", app.Store.Rows.Enrolments.Values.Single().Method);
        Assert.Empty(app.Messages.All);
    }

    [Fact]
    public async Task D11_A_class_of_the_application_says_no_in_its_own_words()
    {
        await using var app = await DeuxApp.StartAsync(("SEND_MFA_TEXT_FUNC", typeof(ShyTextSender).FullName));
        var anna = await DeuxPerson.SignedInAsync(app);

        var answer = await anna.RequestAsync(anna.Phone);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("I would rather not.", answer["detail"]);
        Assert.Equal("""{"enabled":false}""", (await anna.StatusAsync()).Text);
    }

    [Fact]
    public async Task A_sender_of_the_application_sends_to_the_listed_countries_only()
    {
        await using var app = await DeuxApp.StartAsync([("SMS_COUNTRIES", "48")], [], options => options.SendTextsBy((_, _) => Task.CompletedTask));
        var anna = await DeuxPerson.SignedInAsync(app);

        var answer = await anna.RequestAsync("15551234567");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Please enter a valid phone number.", answer.FaultOf("phone_number"));
        (await anna.RequestAsync("48500100200")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task New_enrolments_are_of_the_class_that_is_named()
    {
        await using var app = await DeuxApp.StartAsync(("MFA_MODEL", typeof(RingedEnrolment).FullName));
        var anna = await DeuxPerson.EnrolledAsync(app);

        Assert.IsType<RingedEnrolment>(app.Store.Rows.Enrolments.Values.Single());
    }

    [Fact]
    public async Task Deux_own_defaults_may_be_spelt_out()
    {
        await using var app = await DeuxApp.StartAsync(
            ("MFA_MODEL", "deux.models.MultiFactorAuth"),
            ("SEND_MFA_TEXT_FUNC", "deux.notifications.send_mfa_code_text_message"),
            ("TWILIO_ACCOUNT_SID", ""),
            ("TWILIO_AUTH_TOKEN", ""),
            ("TWILIO_SMS_POOL_SID", ""));

        await DeuxPerson.EnrolledAsync(app);
    }

    [Theory]
    [InlineData("MG0123456789abcdef0123456789abcdef", "TWILIO_MESSAGING_SERVICE_SID")]
    [InlineData("+15005550006", "TWILIO_VERIFIED_FROM_NUMBER")]
    public async Task D26_The_twilio_account_reaches_the_method_that_sends_by_it(string sender, string key)
    {
        await using var app = await DeuxApp.StartAsync(
            [("MFA_METHODS:sms_twilio:HANDLER", "twilio")],
            [
                ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef"), ("TWILIO_AUTH_TOKEN", "0123456789abcdef0123456789abcdef"),
                ("TWILIO_PHONE_NUMBER", sender),
            ],
            configureEngine: trench => trench.AddHandler(new MethodHandler("twilio", typeof(CaptureDispatcher))
            {
                Keys = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_VERIFIED_FROM_NUMBER", "TWILIO_MESSAGING_SERVICE_SID"],
                BuiltIn = [new MethodSettings("sms_twilio", "twilio", new Dictionary<string, string>()) { Field = "phone_number" }],
            }));

        var method = app.Get<IOptions<TrenchOptions>>().Value.Methods.Single(method => method.Name == "sms_twilio");
        Assert.Equal(("AC0123456789abcdef0123456789abcdef", sender), (method.Value("TWILIO_ACCOUNT_SID"), method.Value(key)));
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_and_none_shows_a_secret()
    {
        var refused = await Assert.ThrowsAsync<TrenchStartException>(() => DeuxApp.StartAsync(
            [("TICKET_ATTEMPTS", "0")],
            [
                ("BACKUP_CODE_DIGIT", "12"), ("BACKUP_CODE_DIGITS", "12"), ("MFA_CODE_NUM_DIGITS", "4"), ("STEP_SIZE", "1"),
                ("MFA_MODEL", "No.Such.Class"), ("SEND_MFA_TEXT_FUNC", "System.String"), ("SMS_METHOD", "token"),
                ("TWILIO_AUTH_TOKEN", "hush"), ("CLIENTS:shop:SCOPES", "read"), ("CLIENTS:kiosk:SECRET", "hush"), ("CLIENTS:kiosk:SCOPES", "a\"b"),
            ]));

        Assert.Equal(
            [
                "DEUX:BACKUP_CODE_DIGIT: is not a setting. Did you mean BACKUP_CODE_DIGITS?",
                "DEUX:BACKUP_CODE_DIGITS: gives codes of 60 bits, 64 are needed; set at least 13, or list BACKUP_CODE_DIGITS in ALLOW_INSECURE.",
                "DEUX:CLIENTS:kiosk:SCOPES: has one with a character that no scope may have; set words such as read.",
                "DEUX:CLIENTS:shop:SECRET: is missing; set a random one of at least 16 characters.",
                "DEUX:MFA_CODE_NUM_DIGITS: is 4; set 6 to 8.",
                "DEUX:MFA_MODEL: names no class derived from Enrolment that can be made; set its full name, with namespace, or leave it out.",
                "DEUX:SEND_MFA_TEXT_FUNC: names no class that is an IMfaTextSender; set its full name, with namespace, or leave it out.",
                "DEUX:SMS_METHOD: is not a method that takes a phone number; set one of: pigeon, dove, text.",
                "DEUX:STEP_SIZE: is 1 seconds; set 10 to 200 seconds.",
                "DEUX:TWILIO_ACCOUNT_SID: is not set beside the other TWILIO keys; set all of them or none.",
                "DEUX:TWILIO_SMS_POOL_SID: is not set beside the other TWILIO keys; set all of them or none.",
                "TRENCH_AUTH:TICKET_ATTEMPTS: is 0; set 1 to 10.",
            ],
            refused.Failures.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_choice_that_weakens_is_warned_about()
    {
        await using var app = await DeuxApp.StartAsync(
            ("RECOVERY_REPLACES", "true"), ("BACKUP_CODE_DISABLES_MFA", "true"), ("CLIENTS:shop:SECRET", "s3cret"));

        Assert.Contains("DEUX:RECOVERY_REPLACES: is true;", app.Log.Text, StringComparison.Ordinal);
        Assert.Contains("DEUX:BACKUP_CODE_DISABLES_MFA: is true;", app.Log.Text, StringComparison.Ordinal);
        Assert.Contains("DEUX:CLIENTS:shop:SECRET: is shorter than 16 characters;", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_settings_it_is_not_mapped()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => HttpApp.StartAsync(map: app => app.MapGroup("/mfa").MapDeux()));

        Assert.Contains(".AddDeux(section)", missing.Message, StringComparison.Ordinal);
    }
}

/// <summary>Sends nothing.</summary>
public sealed class ShyTextSender : IMfaTextSender
{
    public Task SendAsync(Message message, CancellationToken cancellationToken) => throw new DeliveryRefusedException("I would rather not.");
}

/// <summary>An enrolment with a column of the application's own.</summary>
public sealed record RingedEnrolment : Enrolment
{
    public string Ring { get; init; } = "gold";
}
