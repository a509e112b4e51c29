using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>The facade's right answers as the OpenAPI document tells them.</summary>
internal static class DeuxTexts
{
    public static readonly AnswerText Done = new(204, "Done.");

    public static readonly AnswerText Status = new(200, "How it stands now.", () => Schema.Object(
        ("enabled", Schema.Flag("Whether any method is active.")),
        ("challenge_type?", Schema.Text("The method that login asks first; only when enabled.")),
        ("phone_number?", Schema.Text("The user's number, active or waiting for its code, without a plus.")),
        ("email?", Schema.Text("The address, of a method that has that."))));

    public static readonly AnswerText Recovery = new(200, "The code, shown this once.", () => Schema.Object(
        ("backup_code", Schema.Text("Good once."))));

    public static readonly AnswerText Login = new(
        200, "Signed in, or a code is needed.", () => Schema.OneOf(TokenSchema(), AskedSchema()));

    public static readonly AnswerText Token = new(
        200, "Signed in, or a code is needed.", () => Schema.OneOf(GrantSchema(), AskedSchema()));

    private static OpenApiSchema TokenSchema() => Schema.Object(
        ("token", Schema.Text("Token for the Authorization header.")),
        ("backup_codes_left?", Schema.Number("Unspent codes of the set a backup code came from.")));

    private static OpenApiSchema AskedSchema() => Schema.Object(
        ("mfa_required", Schema.Flag("True: send the same again, with mfa_code or backup_code.")),
        ("mfa_type", Schema.TextOrNull("The method asked; null when only others and backup codes can answer.")),
        ("retry_after?", Schema.Number("Seconds after which a message may be sent; set when none was sent now.")));

    private static OpenApiSchema GrantSchema() => Schema.Object(
        ("access_token", Schema.Text("Access token, for the Authorization header.")),
        ("expires_in", Schema.Number("Seconds for which it is good.")),
        ("token_type", Schema.Text("Bearer.")),
        ("scope", Schema.Text("What was granted, space separated.")),
        ("refresh_token?", Schema.Text("Good once, for the same client.")),
        ("backup_codes_left?", Schema.Number("Unspent codes of the set a backup code came from.")));
}
