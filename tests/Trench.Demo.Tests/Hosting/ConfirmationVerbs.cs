namespace Trench.Demo.Tests;

/// <summary>What someone does at the confirmation facade.</summary>
internal static class ConfirmationVerbs
{
    /// <summary>The id under which a method is offered.</summary>
    public static async Task<string> OfferedAsync(this Person person, string method) =>
        (await person.Api.GetAsync("/2factor/method-config/list/active/")).Has(200).Body!.AsArray()
            .First(config => config!["method"]!.GetValue<string>() == method)!["id"]!.GetValue<string>();

    /// <summary>A proven config by e-mail; its id.</summary>
    public static async Task<string> EnrolConfigAsync(this Person person)
    {
        var created = (await person.PostAsync("/2factor/user-config/own/create/", new
        {
            method_config_id = await person.OfferedAsync("email"),
            config = new { email = person.Email },
            is_active = true,
            is_default = false,
        })).Has(200);
        var (id, confirmation) = (created["item"]!["id"]!.GetValue<string>(), created.String("comfirmation_id"));
        var data = new { code = await person.MailedCodeAsync() };
        (await person.PostAsync("/2factor/user-config/own/confirm/", new { id, confirmation_id = confirmation, data })).Has(200);
        return id;
    }

    /// <summary>Asks for a confirmation of the person's address, as somebody whom the demo need not know; its id.</summary>
    public static async Task<string> AskAddressAsync(this Person person)
    {
        var body = new { method_config_id = await person.OfferedAsync("email"), data = new { email = person.Email } };
        return (await person.Api.PostAsync("/2factor/confirmation/request/", body)).Has(200).String("id");
    }

    /// <summary>wcd's login.</summary>
    public static Task<Answer> ConfirmedLoginAsync(this Person person, string? confirmation = null) => confirmation is null
        ? person.Api.PostAsync("/2factor/login/", new { username = person.Name, password = Person.Password })
        : person.Api.PostAsync(
            "/2factor/login/", new { username = person.Name, password = Person.Password, confirmation_id = confirmation });
}
