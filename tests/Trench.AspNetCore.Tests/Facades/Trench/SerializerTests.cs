using System.Net;
using FluentValidation;

namespace Trench.AspNetCore.Tests;

/// <summary>django-trench's SERIALIZER: the application's own body of an activation.</summary>
public sealed class SerializerTests : IAsyncLifetime
{
    private HttpApp _app = null!;

    public async Task InitializeAsync() => _app = await HttpApp.StartAsync(
        new Dictionary<string, string?> { ["MFA_METHODS:pigeon:SERIALIZER"] = typeof(LoftBodyRules).FullName });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_body_that_passes_activates()
    {
        var anna = await HttpPerson.SignedInAsync(_app);

        (await anna.PostAsync("pigeon/activate", new { home_loft = "north", of_no_interest = 7 })).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "Say which loft.")]
    [InlineData("""{"home_loft":"south"}""", "That loft is full.")]
    [InlineData("""{"home_loft":["north"]}""", "Not a valid string.")]
    [InlineData("""{"HomeLoft":"north"}""", "Say which loft.")]
    public async Task A_fault_is_under_the_members_own_name_and_nothing_is_begun(string body, string text)
    {
        var anna = await HttpPerson.SignedInAsync(_app);

        var answer = await anna.PostJsonAsync("pigeon/activate", body);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal(text, answer.FaultOf("home_loft"));
        Assert.Equal("invalid", answer["error_code"]);
        Assert.Empty((await _app.Store.FindUserAsync(anna.Id, default)).Enrolments);
        Assert.Equal(0, _app.Messages.Count(anna.Address));
    }

    [Fact]
    public async Task Other_methods_take_any_body()
    {
        var anna = await HttpPerson.SignedInAsync(_app);

        (await anna.PostAsync("dove/activate")).MustBe(HttpStatusCode.OK);
    }

    public sealed class LoftBody
    {
        public string? HomeLoft { get; set; }
    }

    public sealed class LoftBodyRules : AbstractValidator<LoftBody>
    {
        public LoftBodyRules() => RuleFor(body => body.HomeLoft).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Say which loft.")
            .NotEqual("south").WithMessage("That loft is full.");
    }
}
