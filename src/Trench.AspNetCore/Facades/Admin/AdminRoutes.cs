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
}
