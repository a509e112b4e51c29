using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Trench.AttackTests;

/// <summary>What somebody tries who has no session, or a ticket at most.</summary>
internal static class Strangers
{
    private static readonly string[] Schemes = ["Bearer", "JWT", "Token"];

    /// <summary>The ticket in every place where a credential could be, at every route.</summary>
    public static async Task<Finding?> WithATicketForATokenAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var ticket = await victim.TicketAsync();
        var visitor = target.Visitor();
        foreach (var route in await Route.AllAsync(target))
        {
            var anonymous = await SendAsync(visitor, route.Request(ticket));
            foreach (var request in Schemes.Select(scheme => As(route.Request(ticket), scheme, ticket))
                .Append(InCookies(route.Request(ticket), ticket))
                .Append(route.Request(ticket, $"?access_token={ticket}&token={ticket}")))
            {
                var answer = await SendAsync(visitor, request);
                if (answer.Status < 400 && anonymous.Status >= 400)
                {
                    return new Finding($"{route.Verb} {route.Path} was opened by a ticket: {answer}");
                }
            }
        }

        return Finding.IfTaken(await visitor.PostAsync("/auth/token/refresh", new { refresh = ticket }), "a ticket as a refresh token");
    }

    /// <summary>What the first step of each login hands out, besides its ticket; and each text of it in place of a token.</summary>
    public static async Task<Finding?> WithWhatTheFirstStepGivesAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var visitor = target.Visitor();
        foreach (var (route, known) in PasswordTable.All)
        {
            var answer = (await PasswordTable.SendAsync(visitor, route, victim.Name, Victim.Password)).Has(200);
            var unknown = answer.Body!.AsObject().Select(member => member.Key).Except(known).ToArray();
            if ((Finding.If(answer.Headers.Contains("Set-Cookie"), $"{route} sets a cookie.")
                ?? Finding.If(unknown.Length > 0, $"{route} gives {string.Join(", ", unknown)}.")
                ?? await IfATokenAsync(visitor, route, answer)) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    /// <summary>Six tokens that nobody issued; what they point to is not looked at.</summary>
    public static async Task<Finding?> WithForgedTokensAsync(Target target)
    {
        var victim = await Victim.RegisterAsync(target);
        var other = await Victim.RegisterAsync(target);
        using var bait = new Bait();
        var payload = victim.Token.Split('.')[1];
        string[] forged =
        [
            Encode("""{"alg":"none"}""") + $".{payload}.",
            Encode("""{"alg":"NONE","typ":"JWT"}""") + $".{payload}.AAAA",
            Encode("""{"alg":"HS256","kid":"../../dev/null"}""") + $".{payload}.{victim.Token.Split('.')[2]}",
            Encode($$"""{"alg":"RS256","jku":"{{bait.Address}}keys","x5u":"{{bait.Address}}chain"}""") + $".{payload}.AAAA",
            victim.Token.Split('.')[0] + $".{payload}." + other.Token.Split('.')[2],
            victim.Token[..^4] + "AAAA",
        ];
        foreach (var token in forged)
        {
            if (Finding.IfTaken(await target.Visitor().GetAsync("/auth/users/me", token), $"a forged token {token}") is { } finding)
            {
                return finding;
            }
        }

        return Finding.If(bait.WasVisited, "The server went where a token pointed.");
    }

    /// <summary>So many requests of strangers that know the victim's name; then the victim signs in.</summary>
    public static Attack InGreatNumber(int requests) => async target =>
    {
        const int wrongPasswords = 20;
        var victim = await Victim.WithAppAsync(target);
        var visitors = Enumerable.Range(0, 20).Select(node => target.Visitor(node)).ToArray();
        var next = 0;
        await Parallel.ForEachAsync(visitors, async (visitor, _) =>
        {
            for (var number = Interlocked.Increment(ref next); number <= requests; number = Interlocked.Increment(ref next))
            {
                await (number <= wrongPasswords
                    ? visitor.PostAsync("/auth/login", new { username = victim.Name, password = "a wrong password" })
                    : visitor.PostAsync("/auth/login/code", new { ephemeral_token = $"trm_{number:D43}", code = $"{number % 1_000_000:D6}" }));
            }
        });

        var answer = await victim.LogInAsync();
        return answer.Status != 200
            ? new Finding($"The victim was locked out: {answer}") { IsBreakage = answer.Status >= 500 }
            : Finding.IfRefused(
                await victim.CompleteAsync(answer.String("ephemeral_token"), await victim.AppCodeAsync()), "the victim's own code");
    };

    /// <summary>Addresses to go to afterwards, wherever a client could put one.</summary>
    public static async Task<Finding?> WithAnAddressToReturnToAsync(Target target)
    {
        string[] names = ["next", "return_url", "ReturnUrl", "redirect_uri", "continue", "RelayState"];
        string[] addresses = ["https://evil.example/", "//evil.example", @"/\evil.example"];
        var visitor = target.Visitor();
        foreach (var route in await Route.AllAsync(target))
        {
            var query = string.Join('&', names.SelectMany(_ => addresses, (name, to) => $"{name}={Uri.EscapeDataString(to)}"));
            var answer = await SendAsync(visitor, route.Request(addresses[0], $"?{query}"));
            if (answer.Headers.Location is { } location)
            {
                return new Finding($"{route.Verb} {route.Path} leads to {location}");
            }
        }

        return null;
    }

    private static async Task<Finding?> IfATokenAsync(Api visitor, string route, Answer answer)
    {
        foreach (var (name, value) in answer.Body!.AsObject())
        {
            if (value?.GetValueKind() == JsonValueKind.String
                && Finding.IfTaken(await visitor.GetAsync("/auth/users/me", value.GetValue<string>()), $"{name} of {route}") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static async Task<Answer> SendAsync(Api visitor, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await visitor.Client.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }

    private static HttpRequestMessage As(HttpRequestMessage request, string scheme, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        return request;
    }

    private static HttpRequestMessage InCookies(HttpRequestMessage request, string ticket)
    {
        string[] names = ["ephemeral_token", "access", "token", "sessionid", ".AspNetCore.Cookies", ".AspNetCore.Identity.Application"];
        request.Headers.Add("Cookie", string.Join("; ", names.Select(name => $"{name}={ticket}")));
        return request;
    }

    private static string Encode(string header) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(header)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
