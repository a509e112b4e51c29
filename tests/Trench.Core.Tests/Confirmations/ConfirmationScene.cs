using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests;

/// <summary>The engine with a <see cref="Confirmer"/> at hand, one for each call as a request has it.</summary>
internal static class ConfirmationScene
{
    public static Task<T> ConfirmAsync<T>(this TestEngine engine, Func<Confirmer, Task<T>> use) =>
        engine.InScopeAsync(services => use(services.GetRequiredService<Confirmer>()));

    /// <summary>The id under which a method is offered.</summary>
    public static async Task<string> OfferedAsync(this TestEngine engine, string method) =>
        (await engine.ConfirmAsync(confirmer => confirmer.GetMethodConfigsAsync())).First(config => config.Method == method).Id;

    /// <summary>Asks for a confirmation of an address of nobody.</summary>
    public static async Task<Outcome<RequestedConfirmation>> AskAddressAsync(
        this TestEngine engine, string address, string action = "sign-up", object? data = null)
    {
        var request = new ConfirmationRequest(action)
        {
            MethodConfigId = await engine.OfferedAsync("pigeon"),
            Members = new Dictionary<string, string> { ["email"] = address },
            Data = data,
        };
        return await engine.ConfirmAsync(confirmer => confirmer.RequestAsync(request));
    }

    /// <summary>Asks for a confirmation of a person by an enrolment; its id.</summary>
    public static async Task<string> AskAsync(this TestEngine engine, Person person, string action = "transfer", object? data = null)
    {
        var enrolment = (await person.ListAsync())[0].Id;
        var asked = await engine.ConfirmAsync(confirmer => confirmer.RequestAsync(
            new ConfirmationRequest(action) { UserId = person.Id, EnrolmentId = enrolment, Data = data }));
        return asked.Value!.Confirmation.Id;
    }

    public static Task<Outcome<Confirmation>> AnswerAsync(this TestEngine engine, string id, string code, string? userId = null) =>
        engine.ConfirmAsync(confirmer => confirmer.ConfirmAsync(id, code, userId));

    public static Task<Confirmation?> UseAsync(this TestEngine engine, string id, string action, string? userId = null) =>
        engine.ConfirmAsync(confirmer => confirmer.UseAsync(id, action, userId));
}
