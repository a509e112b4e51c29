using System.Data.Common;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>What is answered when something behind the routes breaks.</summary>
public sealed class BreakdownTests
{
    public static TheoryData<Exception, int> Breakdowns => new()
    {
        { new StoreUnavailableException("SECRET"), 503 },
        { new SecretUnavailableException("SECRET"), 503 },
        { new TimeoutException("SECRET"), 503 },
        { new DatabaseAway("SECRET"), 503 },
        { new InvalidOperationException("outer SECRET", new DatabaseAway("SECRET")), 503 },
        { new OperationCanceledException("SECRET"), 503 },
        { new InvalidOperationException("outer", new RefusedRow("duplicate key SECRET", "23505")), 500 },
        { new RefusedRow("SQLite Error 19: 'UNIQUE constraint failed: SECRET'.", null), 500 },
        { new InvalidOperationException("SECRET"), 500 },
    };

    [Theory]
    [MemberData(nameof(Breakdowns))]
    public async Task A_breakdown_is_answered_without_its_text(Exception breakdown, int status)
    {
        await using var app = await HttpApp.StartAsync(configure: trench =>
            trench.Services.AddScoped<IUserDirectory>(_ => new BrokenUsers(breakdown)));

        var answer = await HttpPerson.New(app).LoginAsync();

        answer.MustBe((HttpStatusCode)status);
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(status == 503 ? "5" : null, answer.Header("Retry-After"));
        Assert.Equal(status == 503 ? "unavailable" : "server_error", answer["error_code"]);
        Assert.Contains("A request could not be served", app.Log.Text, StringComparison.Ordinal);
    }

    private sealed class DatabaseAway(string message) : DbException(message);

    private sealed class RefusedRow(string message, string? state) : DbException(message)
    {
        public override string? SqlState => state;
    }

    private sealed class BrokenUsers(Exception breakdown) : IUserDirectory
    {
        public Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken) => throw breakdown;

        public Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) => throw breakdown;

        public bool HasField(string path) => true;

        public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) => throw breakdown;

        public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) => throw breakdown;
    }
}
