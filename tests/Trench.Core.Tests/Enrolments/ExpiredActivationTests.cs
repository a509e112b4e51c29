using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class ExpiredActivationTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task It_gets_no_code()
    {
        await _anna.ActivateAsync("pigeon");
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(RefusalKind.MethodNotEnrolled, (await _anna.RequestCodeAsync("pigeon")).Refusal?.Kind);
    }

    // Its id is in no list, so nobody could have said which one is meant.
    [Fact]
    public async Task It_does_not_make_the_active_one_ambiguous()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.ActivateAsync("pigeon", label: "work");
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.True((await _anna.RequestCodeAsync("pigeon")).Succeeded);
    }
}
