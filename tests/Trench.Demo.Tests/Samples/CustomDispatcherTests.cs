extern alias pigeons;

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

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

        (await api.PostAsync("/auth/pigeon/activate", new { }, token)).Has(200);
        (await api.PostAsync("/auth/pigeon/activate/confirm", new { code = await CodeAsync(api, letters: 1) }, token)).Has(200);
        var ticket = await SampleHost<pigeons::Program>.LogInAsync(api, "ephemeral_token");
        var answer = await api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code = await CodeAsync(api, letters: 2) });

        Assert.NotEmpty(answer.Has(200).String("access"));
        Assert.Equal("Welcome to the loft, anna.", answer.String("greeting"));
        Assert.Equal("racing homer", (await LettersAsync(api))[0]!["carriedBy"]!.GetValue<string>());
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
