using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>An application with confirmations at <c>/auth/2factor</c>, in Development, so that the method <c>dummy</c> is there.</summary>
internal static class ConfirmationApp
{
    public const string Nobody = "00000000-0000-4000-8000-000000000000";

    public static Task<HttpApp> StartAsync(
        IReadOnlyDictionary<string, string?>? confirmations = null,
        string environment = "Development",
        Action<TrenchBuilder>? configure = null,
        IReadOnlyDictionary<string, string?>? settings = null) => HttpApp.StartAsync(
        settings,
        configure: trench =>
        {
            trench.Services.AddSingleton<IHostEnvironment>(new TestEnvironment(environment));
            trench.AddConfirmations(new ConfigurationBuilder()
                .AddInMemoryCollection((confirmations ?? new Dictionary<string, string?>())
                    .Select(pair => KeyValuePair.Create("WCD_2FACTOR:" + pair.Key, pair.Value)))
                .Build().GetSection("WCD_2FACTOR"));
            configure?.Invoke(trench);
        },
        map: app => app.MapGroup("/auth/2factor").MapConfirmations());

    /// <summary>The id under which a method is offered.</summary>
    public static async Task<string> OfferedAsync(this HttpPerson person, string method) =>
        (await person.GetAsync("2factor/method-config/list/active/")).Body.EnumerateArray()
            .First(config => config.GetProperty("method").GetString() == method).GetProperty("id").GetString()!;

    public static async Task<HttpAnswer> CreateAsync(
        this HttpPerson person, string method, object? config = null, bool isActive = true, bool isDefault = false, string? title = null, string? code = null)
    {
        var body = new Dictionary<string, object?>
        {
            ["method_config_id"] = await person.OfferedAsync(method),
            ["config"] = config ?? new { },
            ["is_active"] = isActive,
            ["is_default"] = isDefault,
        };
        Add(body, title, code);
        return await person.PostAsync("2factor/user-config/own/create/", body);
    }

    public static Task<HttpAnswer> UpdateAsync(
        this HttpPerson person, string id, object config, bool isActive = true, bool isDefault = false, string? title = null, string? code = null)
    {
        var body = new Dictionary<string, object?> { ["config"] = config, ["is_active"] = isActive, ["is_default"] = isDefault };
        Add(body, title, code);
        return person.SendAsync(HttpMethod.Put, $"2factor/user-config/own/{id}/update/", JsonContent.Create(body));
    }

    public static Task<HttpAnswer> DestroyAsync(this HttpPerson person, string id, string? code = null) => person.SendAsync(
        HttpMethod.Delete, $"2factor/user-config/own/{id}/destroy/", code is null ? null : JsonContent.Create(new { code }));

    public static Task<HttpAnswer> ConfirmOwnAsync(this HttpPerson person, string id, string confirmation, string code) =>
        person.PostAsync("2factor/user-config/own/confirm/", new { id, confirmation_id = confirmation, data = new { code } });

    /// <summary>A proven config of a method that sends; its id.</summary>
    public static async Task<string> EnrolConfigAsync(this HttpPerson person, string method = "pigeon", bool isActive = true, string? title = null)
    {
        var created = await person.CreateAsync(method, isActive: isActive, title: title);
        created.MustBe(HttpStatusCode.OK);
        (await person.ConfirmOwnAsync(created.ItemId(), created["confirmation_id"], person.LastCode)).MustBe(HttpStatusCode.OK);
        return created.ItemId();
    }

    public static string ItemId(this HttpAnswer created) => created.Body.GetProperty("item").GetProperty("id").GetString()!;

    public static string ItemStatus(this HttpAnswer created) => created.Body.GetProperty("item").GetProperty("status").GetString()!;

    /// <summary>The person's own configs.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ConfigsAsync(this HttpPerson person)
    {
        var listed = await person.GetAsync("2factor/user-config/own/list/");
        listed.MustBe(HttpStatusCode.OK);
        return [.. listed.Body.EnumerateArray()];
    }

    /// <summary>Asks for a confirmation: the members are those of the body.</summary>
    public static Task<HttpAnswer> AskAsync(this HttpPerson person, object body) => person.PostAsync("2factor/confirmation/request/", body);

    /// <summary>Asks for a confirmation of an own config; its id.</summary>
    public static async Task<string> AskOwnAsync(this HttpPerson person, string config, string action = "transfer")
    {
        var asked = await person.AskAsync(new { user_config_id = config, data = new { }, action });
        asked.MustBe(HttpStatusCode.OK);
        return asked["id"];
    }

    public static Task<HttpAnswer> ConfirmAsync(this HttpPerson person, string id, string code) =>
        person.PostAsync("2factor/confirmation/confirm/", new { id, data = new { code } });

    public static Task<HttpAnswer> CheckAsync(this HttpPerson person, string id) => person.GetAsync($"2factor/confirmation/{id}/check/");

    public static Task<HttpAnswer> UseAsync(this HttpPerson person, string id, string action = "transfer") =>
        person.PostAsync("2factor/confirmation/use/", new { id, action });

    public static Task<HttpAnswer> LogInAsync(this HttpPerson person, string? confirmation = null, string password = HttpPerson.Password) =>
        confirmation is null
            ? person.PostAsync("2factor/login/", new { username = person.Name, password })
            : person.PostAsync("2factor/login/", new { username = person.Name, password, confirmation_id = confirmation });

    public static bool IsAvailable(this HttpAnswer answer) => answer.Body.GetProperty("is_available").GetBoolean();

    private static void Add(Dictionary<string, object?> body, string? title, string? code)
    {
        foreach (var (name, value) in new[] { ("title", title), ("code", code) })
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }
    }

    private sealed class TestEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
