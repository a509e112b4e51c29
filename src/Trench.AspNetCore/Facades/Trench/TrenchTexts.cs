using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>The facade's right answers as the OpenAPI document tells them.</summary>
internal static class TrenchTexts
{
    public static readonly AnswerText Done = new(204, "Done.");

    public static readonly AnswerText Tokens = new(200, "Signed in.", TokensSchema);

    public static readonly AnswerText Login = new(
        200, "Signed in, or a second step is needed.", () => Schema.OneOf(TokensSchema(), AskedSchema()));

    public static readonly AnswerText Token = new(200, "Signed in.", TokenSchema);

    public static readonly AnswerText TokenLogin = new(
        200, "Signed in, or a second step is needed.", () => Schema.OneOf(TokenSchema(), AskedSchema()));

    public static readonly AnswerText Notified = new(200, "Sent, or to be answered without a message.", () => Schema.Object(
        ("details", Schema.Text("What happened, or for the app its otpauth URI.")))
        .WithMore(Schema.Text("A further member of the method.")));

    public static readonly AnswerText BackupCodes = new(200, "Done. The codes are shown once.", () => Schema.Object(
        ("backup_codes", Schema.Texts("New backup codes; empty when the user keeps an older set."))));

    public static readonly AnswerText Config = new(200, "The configuration.", () => Schema.Object(
        ("methods", Schema.Texts("Names of the configured methods.")),
        ("confirm_disable_with_code", Schema.Flag("Whether deactivating takes a code.")),
        ("confirm_regeneration_with_code", Schema.Flag("Whether regenerating backup codes takes a code.")),
        ("allow_backup_codes_regeneration", Schema.Flag("Whether backup codes may be regenerated."))));

    public static readonly AnswerText Methods = new(200, "The methods, in order of their creation.", () => Schema.List("", MethodSchema()));

    private static OpenApiSchema TokensSchema() => Schema.Object(
        ("access", Schema.Text("Access token, for the Authorization header.")),
        ("refresh", Schema.Text("Refresh token, good once.")),
        ("token", Schema.Text("The access token again, under the name of django-trench 0.2.")),
        ("backup_codes_left?", Schema.Number("Unspent codes of the set a backup code came from.")),
        ("regenerate_backup_codes?", Schema.Flag("Earlier backup codes are void since a backup was restored: make new ones.")),
        ("device_token?", Schema.Text("For later logins from this device, where it was to be remembered.")));

    private static OpenApiSchema TokenSchema() => Schema.Object(
        ("auth_token", Schema.Text("Token for the Authorization header, good until logout or the end of the session.")),
        ("backup_codes_left?", Schema.Number("Unspent codes of the set a backup code came from.")),
        ("regenerate_backup_codes?", Schema.Flag("Earlier backup codes are void since a backup was restored: make new ones.")),
        ("device_token?", Schema.Text("For later logins from this device, where it was to be remembered.")));

    private static OpenApiSchema AskedSchema() => Schema.Object(
        ("ephemeral_token", Schema.Text("The ticket of the second step. It authenticates nothing else.")),
        ("method", Schema.TextOrNull("The method asked; null when only others and backup codes can answer.")),
        ("other_methods", Schema.List("The user's other active methods.", MethodSchema())),
        ("retry_after?", Schema.Number("Seconds after which a message may be sent; set when none was sent now.")));

    private static OpenApiSchema MethodSchema() => Schema.Object(
        ("name", Schema.Text("The method's name.")),
        ("is_primary", Schema.Flag("Whether login asks it first.")),
        ("id", Schema.Text("The enrolment's id.")),
        ("label", Schema.Text("What tells it apart; may be empty.")),
        ("target", Schema.TextOrNull("The masked address.")));
}
