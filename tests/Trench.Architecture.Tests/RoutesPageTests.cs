using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Trench.Architecture.Tests;

/// <summary>docs/routes.md and the README name every route, and the page every refusal.</summary>
public sealed class RoutesPageTests
{
    private static readonly Assembly Http = typeof(TrenchFacade).Assembly;

    public static TheoryData<string> Patterns =>
    [
        .. new[] { "TrenchRoutes", "DeuxRoutes", "CodeTokenRoutes", "ConfirmationRoutes" }
            .SelectMany(table => Internal(table).GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(entry => entry.GetValue(null))
            .Select(route => route as string ?? (string?)route?.GetType().GetProperty("Pattern")?.GetValue(route) ?? string.Empty)
            .Where(pattern => pattern.Length > 0),
    ];

    public static TheoryData<RefusalKind> Kinds => [.. Enum.GetValues<RefusalKind>()];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_route_is_on_the_pages(string pattern)
    {
        var route = $"`(GET|POST|PUT|DELETE) {Regex.Escape(pattern)}`";

        Assert.Matches(route, Repository.Read("docs/routes.md"));
        Assert.Matches(route, Repository.Read("README.md"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_refusal_is_on_the_page(RefusalKind kind)
    {
        var of = Internal("ErrorCode").GetMethod("Of", [typeof(RefusalKind)]);

        Assert.Contains($"`{of?.Invoke(null, [kind])}`", Repository.Read("docs/routes.md"), StringComparison.Ordinal);
    }

    private static Type Internal(string name) =>
        Http.GetType($"Trench.AspNetCore.{name}") ?? throw new InvalidOperationException($"{name} is gone: this test reads it.");
}
