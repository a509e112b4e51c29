using Microsoft.OpenApi;
using static Trench.RefusalKind;

namespace Trench.AspNetCore;

/// <summary>The administration's table of routes.</summary>
internal static class AdminRoutes
{
    private static readonly RefusalKind[] Change = [MethodNotEnrolled, FreshProofRequired, CodeWrong, CodeMalformed, Locked, Unavailable];
    private static readonly AnswerText Done = new(204, "Done.");

    public static readonly RouteText Enrolments = Route(
        "users/{user}/enrolments",
        "A user's methods, without any secret.",
        new AnswerText(200, "The enrolments.", EnrolmentList),
        MethodNotEnrolled);

    public static readonly RouteText Remove = Route(
        "users/{user}/enrolments/{enrolment}", "Removes one; the oldest other active one takes a primary's place.", Done, Change);

    public static readonly RouteText Reset = Route(
        "users/{user}/reset", "Removes all methods, backup codes and limits of a user and ends the sessions.", Done, Change);

    public static readonly RouteText Disable = Route(
        "users/{user}/disable", "Takes a user's right to sign in and ends the sessions.", Done, Change);

    public static readonly RouteText Enable = Route("users/{user}/enable", "Gives a user the right to sign in back.", Done, Change);

    public static readonly RouteText Events = Route(
        "events", "What happened, newest first.", new AnswerText(200, "A page of events.", EventList));

    public static readonly RouteText MethodConfigs = Route(
        "method-configs",
        "The methods as they are offered, and what may be set of each.",
        new AnswerText(200, "All of them.", MethodConfigList));

    public static readonly RouteText AddMethodConfig = Route(
        "method-configs", "Offers a method once more.", new AnswerText(200, "It is offered.", MethodConfig), Change);

    public static readonly RouteText ChangeMethodConfig = Route(
        "method-configs/{id}", "Offers it otherwise, or not any more.", new AnswerText(200, "It is changed.", MethodConfig), Change);

    public static readonly RouteText Confirmations = Route(
        "confirmations", "Confirmations, newest first, without anything secret.", new AnswerText(200, "A page of them.", ConfirmationList));

    private static RouteText Route(string pattern, string summary, AnswerText answer, params RefusalKind[] refusals) =>
        new(pattern, summary, answer, [.. refusals.Select(kind => AdminDialect.Translate(new Refusal(kind)))]);

    private static OpenApiSchema EnrolmentList() => Schema.List("", Schema.Object(
        ("id", Schema.Text("The enrolment's id.")),
        ("name", Schema.Text("The method's name.")),
        ("label", Schema.Text("What tells it apart; may be empty.")),
        ("target", Schema.TextOrNull("The masked address.")),
        ("status", Schema.Text("pending, active or paused.")),
        ("is_primary", Schema.Flag("Whether login asks it first.")),
        ("created_at", Schema.Text("When it was begun, in UTC.")),
        ("activated_at", Schema.TextOrNull("When it was proven.")),
        ("last_used_at", Schema.TextOrNull("When it last answered rightly.")),
        ("backup_codes_left", Schema.Number("Unspent codes of its set."))));

    private static OpenApiSchema EventList() => Schema.List("", Schema.Object(
        ("id", Schema.Text("The event's id; `before` takes it.")),
        ("name", Schema.Text("What happened, by a stable name.")),
        ("at", Schema.Text("When, in UTC.")),
        ("user_id", Schema.TextOrNull("Whom it concerns.")),
        ("actor_id", Schema.TextOrNull("The administrator who did it.")),
        ("method", Schema.TextOrNull("The method's name.")),
        ("enrolment_id", Schema.TextOrNull("The enrolment.")),
        ("purpose", Schema.TextOrNull("What the challenge was for.")),
        ("challenge_id", Schema.TextOrNull("The challenge.")),
        ("facade", Schema.TextOrNull("The facade it came through.")),
        ("address", Schema.TextOrNull("The client's address.")),
        ("reason", Schema.TextOrNull("Why: one word, or what an administrator wrote.")),
        ("count", new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.Null, Description = "A count that belongs to it." })));

    private static OpenApiSchema MethodConfigList() => Schema.Object(
        ("method_configs", Schema.List("The offered methods.", MethodConfig())),
        ("methods", Schema.List("What may be set of each method.", Schema.Object(
            ("method", Schema.Text("The method's name.")),
            ("title", Schema.Text("What people read.")),
            ("config_global_schema", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "JSON schema of `config`." })))));

    private static OpenApiSchema MethodConfig() => Schema.Object(
        ("id", Schema.Text("Its id.")),
        ("title", Schema.Text("What people read; may be empty.")),
        ("method", Schema.Text("The method's name.")),
        ("config", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What it sets otherwise than the method." }),
        ("is_active", Schema.Flag("Whether it is offered.")),
        ("is_default", Schema.Flag("Whether it is preselected.")),
        ("created_at", Schema.Text("When it was made, in UTC.")),
        ("updated_at", Schema.Text("When it was last changed, in UTC.")));

    private static OpenApiSchema ConfirmationList() => Schema.List("", Schema.Object(
        ("id", Schema.Text("The challenge's id, as in events; not the one that a client answers by.")),
        ("action", Schema.Text("The action.")),
        ("state", Schema.Text("open, answered, spent or closed.")),
        ("user_id", Schema.TextOrNull("Whom it asks.")),
        ("method", Schema.TextOrNull("The method's name.")),
        ("method_config_id", Schema.TextOrNull("The method as it was offered.")),
        ("enrolment_id", Schema.TextOrNull("The enrolment it asks.")),
        ("attempts", Schema.Number("Wrong answers so far.")),
        ("created_at", Schema.Text("When it was asked for, in UTC.")),
        ("expires_at", Schema.Text("When it dies, in UTC."))));
}
