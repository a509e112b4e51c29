using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

/// <summary>A lost key is told although the store is away or slow when it shows.</summary>
public sealed class KeyAlarmTests : IAsyncLifetime
{
    private const string Anna = "anna";
    private TestEngine _engine = null!;
    private WaitingStore _store = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IMfaStore>(WaitingStore.Before));
        _store = (WaitingStore)_engine.Store;
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task What_the_store_did_not_take_is_told_the_next_time()
    {
        _store.Opening = Task.FromException(new StoreUnavailableException("away"));
        await RaiseAsync();
        _store.Opening = Task.CompletedTask;

        await RaiseAsync();

        Assert.Single(await ToldAsync());
    }

    [Fact]
    public async Task After_that_it_is_silent_for_an_hour_as_ever()
    {
        _store.Opening = Task.FromException(new StoreUnavailableException("away"));
        await RaiseAsync();
        _store.Opening = Task.CompletedTask;
        await RaiseAsync();

        _engine.Clock.Jump(TimeSpan.FromMinutes(59));
        await RaiseAsync();
        Assert.Single(await ToldAsync());

        _engine.Clock.Jump(TimeSpan.FromMinutes(1));
        await RaiseAsync();
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task While_one_request_tells_the_others_leave_it_to_that_one()
    {
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Opening = opening.Task;

        var raised = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RaiseAsync()));
        opening.SetResult();
        await raised;

        Assert.Single(await ToldAsync());
    }

    // Attack: hang up in the moment when one's own login shows that the key is lost.
    [Fact]
    public async Task A_caller_who_hangs_up_does_not_silence_the_others()
    {
        _store.Opening = Task.FromCanceled(new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(RaiseAsync);
        _store.Opening = Task.CompletedTask;

        await RaiseAsync();

        Assert.Single(await ToldAsync());
    }

    private Task<bool> RaiseAsync() => _engine.InScopeAsync(async services =>
    {
        await services.GetRequiredService<KeyAlarm>().RaiseAsync(new SecretUnavailableException(), Anna, "token", CancellationToken.None);
        return true;
    });

    private Task<IReadOnlyList<MfaEvent>> ToldAsync() =>
        _engine.Store.ListEventsAsync(new EventFilter(Anna, 100) { Name = EventNames.KeyMissing }, default);

    /// <summary>A store whose commits wait for the test.</summary>
    public class WaitingStore : DispatchProxy
    {
        private InMemoryMfaStore _store = null!;

        /// <summary>What each commit waits for.</summary>
        public Task Opening { get; set; } = Task.CompletedTask;

        public static IMfaStore Before(IServiceProvider services)
        {
            var store = Create<IMfaStore, WaitingStore>();
            ((WaitingStore)store)._store = services.GetRequiredService<InMemoryMfaStore>();
            return store;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IMfaStore.CommitAsync) ? CommitAsync(targetMethod, args) : Ask(targetMethod, args);

        private async Task<CommitResult> CommitAsync(MethodInfo commit, object?[]? args)
        {
            await Opening;
            return await (Task<CommitResult>)Ask(commit, args)!;
        }

        private object? Ask(MethodInfo? method, object?[]? args) =>
            method?.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
