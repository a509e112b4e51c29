using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

public sealed class PasswordBurstTests
{
    private const int AddressFailures = 30;

    [Fact]
    public async Task A_burst_of_wrong_passwords_is_not_under_way_before_the_first_one_is_counted()
    {
        var users = new SlowUsers();
        await using var engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IUserDirectory>(users));
        var anna = Person.New(engine);
        var tries = AddressFailures + (3 * PasswordTurns.Most);

        var burst = Enumerable.Range(0, tries).Select(_ => anna.BeginAsync("wrong")).ToList();
        users.Answers.SetResult();
        var outcomes = await Task.WhenAll(burst);

        Assert.InRange(users.Checked, AddressFailures, AddressFailures + PasswordTurns.Most);
        Assert.Equal(tries - users.Checked, outcomes.Count(outcome => outcome.Refusal?.Kind == RefusalKind.AddressThrottled));
    }

    [Fact]
    public async Task A_check_that_breaks_by_itself_breaks_no_other()
    {
        using var turns = new PasswordTurns();
        var (slow, broken) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var others = Enumerable.Range(1, PasswordTurns.Most - 1).Select(_ => turns.RunAsync(() => slow.Task, CancellationToken.None)).ToList();
        var one = turns.RunAsync(() => broken.Task, CancellationToken.None);
        var waiting = turns.RunAsync(() => Task.FromResult(2), CancellationToken.None);

        broken.SetException(new InvalidOperationException());

        await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        Assert.Equal(2, await waiting);
        slow.SetResult(1);
        await Task.WhenAll(others);
    }

    private sealed class SlowUsers : IUserDirectory
    {
        private int _checked;

        public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Checked => _checked;

        public async Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _checked);
            await Answers.Task;
            return null;
        }

        public Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<MfaUser?>(null);

        public bool HasField(string path) => true;

        public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
