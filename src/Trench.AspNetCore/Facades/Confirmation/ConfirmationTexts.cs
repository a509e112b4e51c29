using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>What the OpenAPI document says of the facade's answers.</summary>
internal static class ConfirmationTexts
{
    public static readonly AnswerText MethodConfigs = new(200, "The methods.", () => Schema.List("", MethodConfig()));

    public static readonly AnswerText Schemas = new(200, "Both schemas of each method.", () => Schema.List("", Schema.Object(
        ("method", Schema.Text("The method's name.")),
        ("title", Schema.Text("What people read.")),
        ("config_global_schema", Any("JSON schema of what a method config sets.")),
        ("config_user_schema", Any("JSON schema of `config` of a user config.")))));

    public static readonly AnswerText UserConfigs = new(200, "The configs.", () => Schema.List("", UserConfig()));

    public static readonly AnswerText Confirmed = new(200, "It is proven.", () =>
    {
        var schema = UserConfig();
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["backup_codes"] = Schema.Texts("New backup codes, shown this once.");
        return schema;
    });

    public static readonly AnswerText Begun = new(200, "It is stored; with a confirmation where it has to be proven.", () => Schema.Object(
        ("item", Schema.Object(
            ("id", Schema.Text("The config's id.")),
            ("title", Schema.Text("Its title; may be empty.")),
            ("status", Status()),
            ("method_config_id", Schema.Text("The method.")),
            ("config", Any("The method's own members.")),
            ("is_active", Schema.Flag("False while paused.")),
            ("is_default", Schema.Flag("Whether it is the default one.")))),
        ("comfirmation_id", Schema.TextOrNull("The confirmation that proves it, in the original's spelling.")),
        ("confirmation_id", Schema.TextOrNull("The same.")),
        ("provisioning_uri?", Schema.Text("What an authenticator app is set up by, shown this once.")),
        ("qr_code?", Schema.Text("The same as a picture, a data URI."))));

    public static readonly AnswerText State = new(200, "How it stands; null and false when it is unknown or over.", () => Schema.Object(
        ("id", Schema.TextOrNull("The confirmation's id.")),
        ("status", Schema.TextOrNull("025-in_process or 085-confirmed.")),
        ("is_available", Schema.Flag("Whether it may be used."))));

    public static readonly AnswerText Used = new(200, "It is spent.", () => Schema.Object(
        ("id", Schema.Text("The confirmation's id.")),
        ("used", Schema.Flag("True."))));

    public static readonly AnswerText Login = new(200, "Tokens, or what may be asked.", () => Schema.OneOf(
        Schema.Object(
            ("authenticated", Schema.Flag("True.")),
            ("access", Schema.Text("The access token.")),
            ("refresh", Schema.Text("The refresh token.")),
            ("token", Schema.Text("The access token again."))),
        Schema.Object(
            ("authenticated", Schema.Flag("False.")),
            ("configs", Schema.List("What may be asked.", UserConfig())),
            ("ephemeral_token", Schema.Text("Lets confirmation/request ask for a confirmation of this login.")))));

    private static OpenApiSchema MethodConfig() => Schema.Object(
        ("id", Schema.Text("The method config's id.")),
        ("title", Schema.Text("What people read; empty where the method's own name will do.")),
        ("method", Schema.Text("The method's name.")),
        ("is_default", Schema.Flag("Whether it is preselected.")));

    private static OpenApiSchema UserConfig() => Schema.Object(
        ("id", Schema.Text("The config's id.")),
        ("title", Schema.Text("Its title; may be empty.")),
        ("status", Status()),
        ("method_config_id", Schema.Text("The method.")),
        ("method_config", MethodConfig()),
        ("config?", Any("The method's own members; addresses are masked. Left out before a login.")),
        ("is_active", Schema.Flag("False while paused.")),
        ("is_default", Schema.Flag("Whether it is the default one.")),
        ("is_available", Schema.Flag("Whether it may be asked.")));

    private static OpenApiSchema Status() => Schema.Text("015-new, 025-in_process or 085-confirmed.");

    private static OpenApiSchema Any(string text) => new() { Type = JsonSchemaType.Object, Description = text };
}
