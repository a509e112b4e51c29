using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Core.Tests;

/// <summary>A section beside TRENCH_AUTH is read and checked with it.</summary>
public sealed class SettingSectionTests
{
    private static readonly IReadOnlyList<SettingKey<LoftRoom>> RoomKeys =
        [SettingKey.Whole<LoftRoom>("PERCHES", (room, value) => room.Perches = value)];

    private static readonly IReadOnlyList<SettingKey<LoftSettings>> Keys =
    [
        SettingKey.Whole<LoftSettings>("PIGEONS", (loft, value) => loft.Pigeons = value),
        SettingKey.Sections<LoftSettings, LoftRoom>("ROOMS", RoomKeys, (loft, rooms) => loft.Rooms = rooms),
    ];

    [Fact]
    public async Task Both_spellings_of_a_key_are_read()
    {
        Assert.Equal(7, (await LoftAsync("""{ "PIGEONS": 7 }""")).Pigeons);
        Assert.Equal(7, (await LoftAsync("""{ "Pigeons": "7" }""")).Pigeons);
    }

    [Fact]
    public async Task Named_sections_in_it_keep_their_names()
    {
        var loft = await LoftAsync("""{ "ROOMS": { "north": { "PERCHES": 3 }, "South": { } } }""");

        Assert.Equal([("north", 3), ("South", 0)], loft.Rooms.Select(room => (room.Key, room.Value.Perches)).Order());
    }

    [Fact]
    public async Task The_application_has_the_last_word()
    {
        var section = Section("""{ "PIGEONS": 7 }""", loft => loft.Pigeons = 8);

        Assert.Equal(8, section.Value.Pigeons);
        await SettingsStart.With("{ }").Add(trench => trench.AddSettings(section)).RunAsync();
    }

    [Fact]
    public async Task Its_faults_stop_the_start_together_with_all_others()
    {
        var start = SettingsStart.With("""{ "TICKET_ATTEMPTS": 0 }""")
            .Add(trench => trench.AddSettings(Section("""{ "PIGEON": 7, "PIGEONS": 0, "ROOMS": { "north": { "PERCH": 3 } } }""")));

        var refused = await start.RefusedAsync();

        Assert.Equal(
            [
                "LOFT:PIGEON: is not a setting. Did you mean PIGEONS?",
                "LOFT:PIGEONS: is 0; set at least 1.",
                "LOFT:ROOMS: in it, ROOMS:north:PERCH: is not a setting. Did you mean PERCHES?",
                "TRENCH_AUTH:TICKET_ATTEMPTS: is 0; set 1 to 10.",
            ],
            refused.Failures.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_warnings_are_logged_at_the_start()
    {
        var start = SettingsStart.With("{ }").Add(trench => trench.AddSettings(Section("""{ "PIGEONS": 1000 }""")));

        await start.RunAsync();

        Assert.Contains("Warning: LOFT:PIGEONS: is 1000; that is a swarm.", start.Log.Lines);
    }

    [Fact]
    public async Task Its_insecure_keys_may_be_listed_with_the_engines()
    {
        var start = SettingsStart.With("""{ "ALLOW_INSECURE": ["PIGEONS"] }""").Add(trench => trench.AddSettings(Section("{ }")));

        Assert.True((await start.AcceptedAsync()).Allows("Pigeons"));
    }

    [Fact]
    public async Task It_gives_built_in_methods_what_they_do_not_have_themselves()
    {
        var given = new Dictionary<string, string> { ["EMAIL_SUBJECT"] = "From the loft", ["FROM_EMAIL"] = "loft@example.com" };
        var section = new SettingSection<LoftSettings>(Configuration("{ }"), Keys) { Apply = (_, engine) => engine.SetDefaults("email", given) };

        var options = await SettingsStart.With("{ }").Add(trench => trench.AddSettings(section)).AcceptedAsync();

        var email = options.Methods.Single(method => method.Name == "email");
        Assert.Equal(("Your code", "loft@example.com"), (email.Value("EMAIL_SUBJECT"), email.Value("FROM_EMAIL")));
    }

    private static async Task<LoftSettings> LoftAsync(string json)
    {
        var services = await SettingsStart.With("{ }").Add(trench => trench.AddSettings(Section(json))).RunAsync();
        return services.GetRequiredService<SettingSection<LoftSettings>>().Value;
    }

    private static SettingSection<LoftSettings> Section(string json, Action<LoftSettings>? configure = null) => new(Configuration(json), Keys)
    {
        Configure = configure,
        InsecureKeys = ["PIGEONS"],
        Faults = (loft, _) => loft.Pigeons == 0 ? [new SettingFault("PIGEONS", "is 0; set at least 1.")] : [],
        Warnings = (loft, _) => loft.Pigeons > 999 ? [new SettingFault("PIGEONS", $"is {loft.Pigeons}; that is a swarm.")] : [],
    };

    private static IConfigurationSection Configuration(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "LOFT": {{json}} }"""))).Build().GetSection("LOFT");
}

/// <summary>The settings of a pigeon loft.</summary>
public sealed class LoftSettings
{
    public int Pigeons { get; set; } = 2;

    public IReadOnlyDictionary<string, LoftRoom> Rooms { get; set; } = new Dictionary<string, LoftRoom>();
}

/// <summary>A room of it.</summary>
public sealed class LoftRoom
{
    public int Perches { get; set; }
}
