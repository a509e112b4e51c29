using System.Text.Json;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>What every refusal of a hostile input has to be.</summary>
internal static class Refused
{
    /// <summary>A clear 4xx that does not repeat the value.</summary>
    public static void WithoutEcho(HttpAnswer answer, string value)
    {
        Assert.True((int)answer.Status is >= 400 and < 500, $"{answer.Status}: {answer.Text}");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var error = answer.Body;
        Assert.Matches("^[a-z_]+$", error.GetProperty("error_code").GetString());
        if (value.Trim().Length > 4)
        {
            Assert.DoesNotContain(value.Trim(), answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(JsonSerializer.Serialize(value.Trim()).Trim('"'), answer.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>Everything the store knows of a user: methods, counters and unspent backup codes.</summary>
    public static async Task<string> StandingOfAsync(HttpApp app, HttpPerson person)
    {
        var user = await app.Store.FindUserAsync(person.Id, default);
        var left = await Task.WhenAll(user.Enrolments.Select(
            enrolment => app.Store.CountBackupCodesAsync(person.Id, enrolment.Id, default)));
        IEnumerable<object?> all = [.. user.Enrolments, user.Factor, user.Backup, string.Join(' ', left)];
        return string.Join('\n', all);
    }

    /// <summary>The inputs of a group for a theory, by their place in the file: a name of its own for each case.</summary>
    public static TheoryData<int> Of(string name, params string[] butFields) =>
    [
        .. from index in Enumerable.Range(0, BadInputs.All.Count)
           let input = BadInputs.All[index]
           where input.Group == name && !butFields.Contains(input.Field)
           select index,
    ];
}
