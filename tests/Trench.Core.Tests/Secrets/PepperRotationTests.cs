using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Secrets;

public sealed class PepperRotationTests : IAsyncLifetime
{
    private readonly Peppers _peppers = new();
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private IReadOnlyList<string> _codes = [];

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IPepperSource>(_peppers));
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.ActivateAsync("pigeon");
        _codes = (await _anna.ConfirmAsync("pigeon", _anna.LastCode)).Value!.Codes;
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Codes_of_three_peppers_all_sign_in()
    {
        Rotate();
        var bert = await EnrolAsync();
        Rotate();
        var carl = await EnrolAsync();

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _codes[0])).Succeeded);
        Assert.True((await bert.Person.CompleteAsync(await bert.Person.TicketAsync(), bert.Code)).Succeeded);
        Assert.True((await carl.Person.CompleteAsync(await carl.Person.TicketAsync(), carl.Code)).Succeeded);
        Assert.Equal(["3"], await _engine.Store.ListPeppersAsync(carl.Person.Id, default));
    }

    [Fact]
    public async Task A_mailed_code_is_good_across_a_rotation()
    {
        var ticket = await _anna.TicketAsync();
        _peppers.Rotate();
        _engine.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    // The worst answer to a lost key is that the code is wrong: people make new ones, and nobody notices.
    [Fact]
    public async Task A_backup_code_whose_pepper_is_lost_is_not_called_wrong_and_costs_nothing()
    {
        Rotate();
        _peppers.Lose("1");
        _engine.Clock.Advance(TimeSpan.FromHours(2));
        var ticket = await _anna.TicketAsync();

        await Assert.ThrowsAsync<SecretUnavailableException>(() => _anna.CompleteAsync(ticket, _codes[0]));
        Assert.Equal(0, (await _engine.Store.FindUserAsync(_anna.Id, default)).Backup?.DayFailures);
    }

    [Fact]
    public async Task A_code_of_a_pepper_that_is_left_is_good_beside_those_of_a_lost_one()
    {
        Rotate();
        await _anna.SignInAsync(_codes[0]);
        var single = (await _anna.AddBackupCodeAsync(new SingleBackupCode("deux", 16, 2))).Value!;
        _peppers.Lose("1");
        _engine.Clock.Advance(TimeSpan.FromHours(2));

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), single)).Succeeded);
    }

    private async Task<(Person Person, string Code)> EnrolAsync()
    {
        var person = Person.New(_engine);
        await person.SignInAsync();
        await person.ActivateAsync("pigeon");
        return (person, (await person.ConfirmAsync("pigeon", person.LastCode)).Value!.Codes[0]);
    }

    private void Rotate()
    {
        _peppers.Rotate();
        _engine.Clock.Advance(TimeSpan.FromHours(2));
    }

    private sealed class Peppers : IPepperSource
    {
        private readonly List<Pepper> _all = [new("1", Trench.Codes.Bytes(32))];

        public IReadOnlyList<Pepper> Read() => [.. _all];

        public void Rotate() => _all.Insert(0, new Pepper($"{_all.Count + 1}", Trench.Codes.Bytes(32)));

        public void Lose(string version) => _all.RemoveAll(pepper => pepper.Version == version);
    }
}
