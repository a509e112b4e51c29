using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Events;

public sealed class EventHandlerTests
{
    // An HttpClient that gives up throws TaskCanceledException: the commit stands, so the login must too.
    [Theory]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_handler_that_fails_does_not_undo_a_login(Type failure)
    {
        var handler = new FailingHandler(failure);
        await using var engine = await TestEngine.StartAsync(configure: trench => trench.Services.AddSingleton<IMfaEventHandler>(handler));
        var anna = Person.New(engine);
        await anna.SignInAsync();
        await anna.EnrolAsync();
        var ticket = await anna.TicketAsync();

        Assert.True((await anna.CompleteAsync(ticket, anna.LastCode)).Succeeded);
        Assert.Contains(EventNames.LoginCompleted, handler.Heard);
    }

    private sealed class FailingHandler(Type failure) : IMfaEventHandler
    {
        public List<string> Heard { get; } = [];

        public Task HandleAsync(MfaEvent happened, CancellationToken cancellationToken)
        {
            Heard.Add(happened.Name);
            throw (Exception)Activator.CreateInstance(failure)!;
        }
    }
}
