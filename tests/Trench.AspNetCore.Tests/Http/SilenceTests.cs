using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>What is told to whoever waits for a store that says nothing any more.</summary>
public sealed class SilenceTests : IAsyncLifetime
{
    private readonly Pulse _pulse = new();
    private HttpApp? _app;
    private HttpPerson _anna = null!;

    private HttpApp App => _app ?? throw new InvalidOperationException("Not started.");

    private SlowUsers Users => App.Get<SlowUsers>();

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync(
            configure: Silence,
            map: app => app.MapGet("/own", () => "in").RequireAuthorization().ExcludeFromDescription());
        _anna = await HttpPerson.SignedInAsync(App);
        Users.AreSlow = true;
    }

    public async Task DisposeAsync() => await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Fact]
    public async Task Whoever_waits_for_a_silent_store_is_told_before_the_work_has_ended()
    {
        Users.IgnoreCancellation = true;

        var told = await App.SendRawAsync(LogIn);

        Assert.Equal(503, told.Response.StatusCode);
        Assert.Equal("5", told.Response.Headers.RetryAfter);
        Assert.Equal("no-store", told.Response.Headers.CacheControl);
        Assert.Equal("close", told.Response.Headers.Connection);
        Assert.False(Users.Work.IsCompleted);
        Users.Release();
    }

    [Fact]
    public async Task The_work_for_a_client_that_was_told_is_cancelled_and_tells_nothing_more()
    {
        var answer = await _anna.LoginAsync();

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unavailable", answer["error_code"]);
        Assert.True(Users.Work.IsCanceled);
        Assert.Contains("The database is silent", App.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A request could not be served", App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_work_brings_after_the_client_was_told_is_kept_from_it()
    {
        Users.IgnoreCancellation = true;
        _pulse.OnSilence = Users.Release;

        var answer = await _anna.LoginAsync();

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain("access", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_with_a_token_is_told_as_well()
    {
        var answer = await _anna.GetAsync("mfa/user-active-methods");

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("5", answer.Header("Retry-After"));
        Assert.True(Users.Work.IsCanceled);
    }

    [Fact]
    public async Task An_application_whose_own_route_waits_for_a_token_gets_the_fault_to_answer_itself()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/own");
        request.Headers.Authorization = new("Bearer", _anna.Access);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => App.Client.SendAsync(request));

        Assert.True(Users.Work.IsCanceled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_answers_or_refuses_is_waited_for(bool refuses)
    {
        _pulse.Answer = refuses ? Task.FromException(new InvalidOperationException("too many clients")) : Task.CompletedTask;
        _pulse.OnBeat = beats =>
        {
            if (beats == 2)
            {
                Users.Release();
            }
        };

        (await _anna.LoginAsync()).MustBe(HttpStatusCode.OK);

        Assert.Equal(refuses, App.Log.Text.Contains("could not be asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_that_ran_into_a_time_out_had_no_answer()
    {
        _pulse.Answer = Task.FromException(new TimeoutException());

        Assert.True(await Watch(_pulse).IsSilentAsync());
    }

    [Fact]
    public async Task Whoever_does_not_wait_is_answered_as_ever()
    {
        Users.AreSlow = false;
        Assert.True(await App.Get<PulseWatch>().IsSilentAsync());

        (await _anna.LoginAsync()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_path_that_is_not_there_says_so_to_whoever_waits_with_a_token()
    {
        var answer = await _anna.GetAsync("nowhere");

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unavailable", answer["error_code"]);
    }

    [Fact]
    public async Task A_client_that_reads_problems_is_told_by_one()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/auth/mfa/user-active-methods");
        request.Headers.Authorization = new("Bearer", _anna.Access);
        request.Headers.Accept.ParseAdd("application/problem+json");

        var answer = await HttpAnswer.OfAsync(await App.Client.SendAsync(request));

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("urn:trench:problem:unavailable", answer["type"]);
    }

    [Fact]
    public async Task Whoever_waits_for_a_grant_is_told_in_the_words_of_the_specification()
    {
        await using var app = await DeuxApp.StartAsync([], DeuxApp.Shop, configureEngine: Silence);
        var boris = DeuxPerson.New(app);
        app.Get<SlowUsers>().AreSlow = true;

        var answer = await boris.GrantAsync();

        answer.MustBe(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("temporarily_unavailable", "unavailable"), (answer["error"], answer["error_code"]));
    }

    [Fact]
    public async Task All_who_wonder_at_a_time_ask_once()
    {
        var watch = Watch(_pulse);

        var verdicts = await Task.WhenAll(watch.IsSilentAsync(), watch.IsSilentAsync(), watch.IsSilentAsync());

        Assert.Equal([true, true, true], verdicts);
        Assert.Equal(1, _pulse.Beats);
    }

    [Fact]
    public async Task The_question_does_not_stand_in_line_behind_the_requests_it_is_about()
    {
        var wasPooled = true;
        _pulse.Answer = Task.CompletedTask;
        _pulse.OnBeat = _ => wasPooled = Thread.CurrentThread.IsThreadPoolThread;

        await Watch(_pulse).IsSilentAsync();

        Assert.False(wasPooled);
    }

    [Fact]
    public async Task A_store_that_keeps_time_is_not_silent_before_it_says_so()
    {
        var answer = new TaskCompletionSource();
        (_pulse.KeepsTime, _pulse.Answer) = (true, answer.Task);

        var verdict = Watch(_pulse).IsSilentAsync();
        await Task.WhenAny(verdict, Task.Delay(TimeSpan.FromSeconds(2)));

        Assert.False(verdict.IsCompleted);
        answer.SetException(new TimeoutException());
        Assert.True(await verdict);
    }

    [Fact]
    public async Task Whoever_wonders_after_an_answer_asks_anew()
    {
        var watch = Watch(_pulse);
        _pulse.Answer = Task.CompletedTask;
        Assert.False(await watch.IsSilentAsync());
        _pulse.Answer = null;

        Assert.True(await watch.IsSilentAsync());

        Assert.Equal(2, _pulse.Beats);
    }

    [Fact]
    public async Task A_question_that_the_driver_does_not_let_go_is_not_trusted_for_ever()
    {
        var watch = Watch(_pulse);
        _pulse.IgnoreCancellation = true;
        Assert.True(await watch.IsSilentAsync());
        _pulse.Answer = Task.CompletedTask;
        Assert.True(await watch.IsSilentAsync());

        App.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.False(await watch.IsSilentAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_asked_is_not_silent()
    {
        Assert.False(await Watch(null).IsSilentAsync());
    }

    private void Silence(TrenchBuilder trench)
    {
        trench.Services.AddSingleton<IStorePulse>(_pulse);
        trench.Services.AddSingleton<SlowUsers>();
        trench.Services.AddSingleton<IUserDirectory>(provider => provider.GetRequiredService<SlowUsers>());
    }

    private PulseWatch Watch(IStorePulse? pulse) => new(App.Clock, NullLogger<PulseWatch>.Instance, pulse);

    private void LogIn(HttpContext context)
    {
        context.Request.Method = "POST";
        context.Request.Path = "/auth/login";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(
            Encoding.UTF8.GetBytes($$"""{"username":"{{_anna.Name}}","password":"{{HttpPerson.Password}}"}"""));
    }

    /// <summary>A store that says nothing until it is given an answer.</summary>
    private sealed class Pulse : IStorePulse
    {
        private int _beats;

        public int Beats => _beats;

        public Task? Answer { get; set; }

        public bool IgnoreCancellation { get; set; }

        public bool KeepsTime { get; set; }

        public Action<int>? OnBeat { get; set; }

        public Action? OnSilence { get; set; }

        public async Task BeatAsync(CancellationToken cancellationToken)
        {
            var beats = Interlocked.Increment(ref _beats);
            OnBeat?.Invoke(beats);
            if (Answer is { } answer)
            {
                await answer;
                return;
            }

            await using var told = cancellationToken.Register(() => OnSilence?.Invoke());
            await Task.Delay(Timeout.InfiniteTimeSpan, IgnoreCancellation ? CancellationToken.None : cancellationToken);
        }
    }

    /// <summary>The users, behind a database that can be made to wait.</summary>
    private sealed class SlowUsers(InMemoryUsers users) : IUserDirectory
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool AreSlow { get; set; }

        public bool IgnoreCancellation { get; set; }

        public Task Work { get; private set; } = Task.CompletedTask;

        public void Release() => _released.TrySetResult();

        public async Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            return await users.CheckPasswordAsync(userName, password, CancellationToken.None);
        }

        public async Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            return await users.FindAsync(userId, CancellationToken.None);
        }

        public bool HasField(string path) => users.HasField(path);

        public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
            users.ReadFieldAsync(userId, path, cancellationToken);

        public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) =>
            users.SaveFieldAsync(userId, path, value, cancellationToken);

        private Task WaitAsync(CancellationToken cancellationToken)
        {
            if (AreSlow)
            {
                Work = _released.Task.WaitAsync(IgnoreCancellation ? CancellationToken.None : cancellationToken);
            }

            return Work;
        }
    }
}
