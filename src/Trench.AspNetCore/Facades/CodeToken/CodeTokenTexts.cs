using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>The facade's right answers as the OpenAPI document tells them. The names of tokens are settings; these are the usual ones.</summary>
internal static class CodeTokenTexts
{
    public static readonly AnswerText Token = new(
        200, "A second step is needed; or tokens, for whom the password is enough.", () => Schema.OneOf(TokenSchema(), TokensSchema()));

    public static readonly AnswerText Tokens = new(
        200, "Signed in; or, by a method that is not trusted with that, allowed to add one.", () => Schema.OneOf(TokensSchema(), EnrolmentSchema()));

    public static readonly AnswerText Done = new(200, "Done.", () => Schema.Object());

    public static readonly AnswerText Setup = new(200, "The secret, to be confirmed by a code.", () => Schema.Object(
        ("secret", Schema.Text("The secret in base32, shown this once.")),
        ("provisioning_uri", Schema.Text("The address that moves it into an app."))));

    private static OpenApiSchema TokenSchema() => Schema.Object(
        ("token", Schema.Text("The code token. It authenticates nothing by itself.")),
        ("retry_after?", Schema.Number("Seconds after which a message may be sent; set when none was sent now.")));

    private static OpenApiSchema TokensSchema() => Schema.Object(
        ("access", Schema.Text("Access token, for the Authorization header.")),
        ("refresh", Schema.Text("Refresh token, good once.")),
        ("backup_codes_left?", Schema.Number("Unspent codes of the set a backup code came from.")));

    private static OpenApiSchema EnrolmentSchema() => Schema.Object(
        ("enrollment_token", Schema.Text("Good for totp/setup and one totp/confirm, and nowhere else.")));
}
