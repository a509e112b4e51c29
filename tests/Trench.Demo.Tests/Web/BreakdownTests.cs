using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

public sealed class BreakdownTests
{
    [Fact]
    public async Task A_database_that_fails_is_told_as_a_pause_without_its_text()
    {
        await using var node = await LoneNode.CreateAsync();
        var person = await Person.RegisterAsync(node.Host);
        await using var scope = node.Host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database;
        await database.ExecuteSqlRawAsync("ALTER TABLE \"AspNetUsers\" RENAME TO gone");

        var answer = await person.Api.PostAsync("/auth/users", new { username = "zoe", password = Person.Password });

        Assert.Equal("unavailable", answer.Has(503).String("error_code"));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("AspNetUsers", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
    }
}
