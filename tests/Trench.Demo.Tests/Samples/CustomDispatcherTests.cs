extern alias pigeons;

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Trench.Demo.Tests;

/// <summary>In the original a method of one's own answers 500.</summary>
public sealed partial class CustomDispatcherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_method_of_ones_own_enrols_and_logs_in()
    {
        await using var files = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var host = new SampleHost<pigeons::Program>(files);
        var api = host.CreateApi();
        (await api.PostAsync("/register", new { username = "anna", password = SampleHost<pigeons::Program>.Password })).Has(201);
        var token = await SampleHost<pigeons::Program>.LogInAsync(api, "access");

        (await api.PostAsync("/auth/pigeon/activate", new { loft = "North tower" }, token)).Has(200);
        (await api.PostAsync("/auth/pigeon/activate/confirm", new { code = await CodeAsync(api, letters: 1) }, token)).Has(200);
        var ticket = await SampleHost<pigeons::Program>.LogInAsync(api, "ephemeral_token");
        var answer = await api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code = await CodeAsync(api, letters: 2) });

        Assert.NotEmpty(answer.Has(200).String("access"));
        Assert.Equal("Welcome to the loft, anna.", answer.String("greeting"));
        var ringed = """SELECT COUNT(*) FROM trench_enrolments WHERE "Discriminator" = 'PigeonEnrolment' AND length("Ring") = 6""";
        Assert.Equal(1, await CountAsync(files, ringed));
        Assert.Equal("racing homer", (await LettersAsync(api))[0]!["carriedBy"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{}""", "Say which loft the pigeon flies to.")]
    [InlineData("""{"loft":"?"}""", "A loft has a name of 3 to 40 letters.")]
    [InlineData("""{"loft":7}""", "Not a valid string.")]
    public async Task A_body_that_its_validator_refuses_begins_nothing(string body, string text)
    {
        await using var files = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var host = new SampleHost<pigeons::Program>(files);
        var api = host.CreateApi();
        (await api.PostAsync("/register", new { username = "anna", password = SampleHost<pigeons::Program>.Password })).Has(201);
        var token = await SampleHost<pigeons::Program>.LogInAsync(api, "access");

        var content = new StringContent(body, null, "application/json");
        var answer = await api.SendAsync(HttpMethod.Post, "/auth/pigeon/activate", content, token);

        Assert.Equal(text, answer.Has(400)["loft"]![0]!.GetValue<string>());
        Assert.Empty(await LettersAsync(api));
        Assert.Equal(0, await CountAsync(files, "SELECT COUNT(*) FROM trench_enrolments"));
    }

    private static async Task<long> CountAsync(TestDatabase files, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(files.Folder, "sample.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<JsonArray> LettersAsync(Api api) => (await api.GetAsync("/loft")).Has(200).Body!.AsArray();

    // The login does not wait for the pigeon.
    private static async Task<string> CodeAsync(Api api, int letters)
    {
        var started = TimeProvider.System.GetTimestamp();
        var landed = await LettersAsync(api);
        while (landed.Count < letters)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{landed.Count} of {letters} letters came.");
            landed = await LettersAsync(api);
        }

        return Digits().Match(landed[0]!["text"]!.GetValue<string>()).Value;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
