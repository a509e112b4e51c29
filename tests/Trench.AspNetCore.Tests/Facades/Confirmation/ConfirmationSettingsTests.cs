using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class ConfirmationSettingsTests
{
    [Fact]
    public async Task In_development_the_answer_may_show_the_code()
    {
        await using var app = await ConfirmationApp.StartAsync(new Dictionary<string, string?> { ["DEBUG_CODE_RESPONSE"] = "true" });
        var anna = await HttpPerson.SignedInAsync(app);

        var created = await anna.CreateAsync("pigeon");
        await anna.ConfirmOwnAsync(created.ItemId(), created["confirmation_id"], created["code"]);
        var asked = await anna.AskAsync(new { user_config_id = created.ItemId(), data = new { } });

        Assert.Equal(anna.LastCode, asked["code"]);
        Assert.Contains("WCD_2FACTOR:DEBUG_CODE_RESPONSE: is true;", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_default_no_answer_shows_a_code()
    {
        await using var app = await ConfirmationApp.StartAsync();
        var anna = await HttpPerson.SignedInAsync(app);

        Assert.False((await anna.CreateAsync("pigeon")).Body.TryGetProperty("code", out _));
    }

    [Fact]
    public async Task Outside_development_a_revealed_code_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<TrenchStartException>(() => ConfirmationApp.StartAsync(
            new Dictionary<string, string?> { ["DEBUG_CODE_RESPONSE"] = "true" }, environment: "Production"));

        Assert.Contains("WCD_2FACTOR:DEBUG_CODE_RESPONSE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_there_is_no_dummy()
    {
        await using var app = await ConfirmationApp.StartAsync(environment: "Production");

        var offered = (await HttpPerson.New(app).GetAsync("2factor/method-config/list/active")).Text;

        Assert.DoesNotContain("dummy", offered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dummy_is_listed_by_no_other_facade()
    {
        await using var app = await ConfirmationApp.StartAsync();

        Assert.DoesNotContain("dummy", (await HttpPerson.New(app).GetAsync("mfa/config")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_told_at_once_and_say_what_to_set()
    {
        var settings = new Dictionary<string, string?>
        {
            ["METHODS"] = "Shop.NoSuchDescriptor",
            ["JSON_ENCODER"] = "Trench.Confirmer",
            ["DEBUG_CODE_RESPONS"] = "true",
        };

        var fault = await Assert.ThrowsAsync<TrenchStartException>(() => ConfirmationApp.StartAsync(settings));

        Assert.Contains("WCD_2FACTOR:METHODS: names Shop.NoSuchDescriptor, which is no class", fault.Message, StringComparison.Ordinal);
        Assert.Contains("WCD_2FACTOR:JSON_ENCODER: names no class derived from JsonConverter", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean DEBUG_CODE_RESPONSE?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_descriptor_brings_a_method_by_the_name_of_its_class()
    {
        await using var app = await ConfirmationApp.StartAsync(new Dictionary<string, string?> { ["METHODS"] = typeof(OwlDescriptor).FullName });
        var anna = await HttpPerson.SignedInAsync(app);

        var created = await anna.CreateAsync("owl", new { perch = "oak 7" });
        var confirmed = await anna.ConfirmOwnAsync(created.ItemId(), created["confirmation_id"], app.Messages.Last("oak 7").Code);

        Assert.Equal("085-confirmed", confirmed["status"]);
    }

    [Fact]
    public async Task An_encoder_of_the_applications_own_writes_what_it_gives_along()
    {
        await using var app = await ConfirmationApp.StartAsync(new Dictionary<string, string?> { ["JSON_ENCODER"] = typeof(ShoutingEncoder).FullName });
        using var scope = app.Get<IServiceScopeFactory>().CreateScope();
        var confirmer = scope.ServiceProvider.GetRequiredService<Confirmer>();
        var dummy = (await confirmer.GetMethodConfigsAsync()).Single(config => config.Method == "dummy");

        var asked = await confirmer.RequestAsync(new ConfirmationRequest("greet") { MethodConfigId = dummy.Id, Data = "hello" });

        Assert.Equal("HELLO", asked.Value!.Confirmation.Data<string>());
    }

    /// <summary>A method of the application's own.</summary>
    public sealed class OwlDescriptor : MethodDescriptor
    {
        public override string Key => "owl";

        public override Type Backend => typeof(CaptureDispatcher);

        public override string Field => "perch";
    }

    /// <summary>Writes every text in capitals.</summary>
    public sealed class ShoutingEncoder : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToUpperInvariant());
    }
}
