using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore.Tests;

/// <summary>Where the adapter finds a user's language.</summary>
public sealed class LanguageFieldTests
{
    [Fact]
    public async Task A_property_named_Language_is_the_language()
    {
        await using var app = await IdentityApp.StartAsync();
        var anna = await app.AddAsync("anna", configure: user => user.Language = "pl");

        Assert.Equal("pl", (await app.AskAsync(directory => directory.FindAsync(anna.Id.ToString(), default)))?.Language);
        Assert.Equal("pl", (await app.AskAsync(directory => directory.CheckPasswordAsync("anna", "correct horse", default)))?.Language);
    }

    [Fact]
    public async Task Another_property_may_be_named()
    {
        await using var app = await StartAsync("Pager");
        var anna = await app.AddAsync("anna", configure: user => (user.Language, user.Pager) = ("pl", "de-AT"));

        Assert.Equal("de-AT", (await app.AskAsync(directory => directory.FindAsync(anna.Id.ToString(), default)))?.Language);
    }

    [Theory]
    [InlineData("Tongue")]
    [InlineData("IsActive")]
    [InlineData("Profile.WorkPhone")]
    public async Task A_name_that_is_no_text_of_the_user_is_a_fault(string field)
    {
        await using var app = await StartAsync(field);

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => app.WithAsync<IOptions<IdentityUserOptions>, IdentityUserOptions>(options => Task.FromResult(options.Value)));

        Assert.Contains("LanguageField", fault.Message, StringComparison.Ordinal);
    }

    private static Task<IdentityApp> StartAsync(string field) => IdentityApp.StartAsync(
        services: services => services.Configure<IdentityUserOptions>(options => options.LanguageField = field));
}
