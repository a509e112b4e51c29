using System.Net.Http.Json;

namespace Trench.AttackTests;

/// <summary>Every login, by verb and path, and what its first step may answer to somebody with a second factor.</summary>
internal static class PasswordTable
{
    // Takes a password, too, and signs nobody in.
    private const string Registration = "POST /auth/users";

    private static readonly string[] Ticket = ["ephemeral_token", "method", "other_methods", "retry_after"];
    private static readonly string[] Question = ["mfa_required", "mfa_type", "retry_after"];
    private static readonly string[] CodeToken = ["token", "retry_after"];

    public static readonly Dictionary<string, string[]> All = new()
    {
        ["POST /auth/login"] = Ticket,
        ["POST /auth/token/login"] = Ticket,
        ["POST /mfa/authtoken/login"] = Question,
        ["PUT /mfa/authtoken/login"] = Question,
        ["POST /mfa/oauth2/token"] = Question,
        ["PUT /mfa/oauth2/token"] = Question,
        ["POST /jwt/get-code"] = CodeToken,
        ["POST /jwt/get-code-token"] = CodeToken,
        ["POST /2factor/login"] = ["authenticated", "configs", "ephemeral_token"],
    };

    /// <summary>What takes a password by the demo's own document, against the table.</summary>
    public static async Task<Finding?> OutsideTheTableAsync(Target target)
    {
        string[] found =
        [
            .. from route in await Route.AllAsync(target)
            where route.Members.Any(member => member.Name == "password")
            select route.Name.TrimEnd('/'),
        ];
        string[] known = [.. All.Keys, Registration];
        string[] differences = [.. found.Except(known), .. known.Except(found).Select(name => $"{name}, which is there no more")];
        return Finding.If(differences.Length > 0, $"In no test: {string.Join("; ", differences)}");
    }

    /// <summary>Sends a password to one of them, with what else it needs.</summary>
    public static Task<Answer> SendAsync(
        Api visitor, string route, string name, string password, params (string Name, string Value)[] others)
    {
        var body = new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = name,
            ["password"] = password,
            ["client_id"] = Targets.Client,
            ["client_secret"] = Targets.ClientSecret,
        };
        foreach (var (member, value) in others)
        {
            body[member] = value;
        }

        return visitor.SendAsync(HttpMethod.Parse(route.Split(' ')[0]), route.Split(' ')[1], JsonContent.Create(body));
    }
}
