using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

/// <summary>Attack: logins with the password alone that are under way while the owner adds the first method.</summary>
public sealed class MethodMeanwhileTests
{
    [Fact]
    public async Task A_login_that_saw_no_method_opens_no_session_once_there_is_one()
    {
        await using var engine = await TestEngine.StartAsync();
        var anna = Person.New(engine);
        await anna.SignInAsync();
        var user = (await anna.ActAsync()).User;
        await anna.EnrolAsync();

        var late = await engine.InScopeAsync(
            services => services.GetRequiredService<SignInCompletion>().SignInWithoutMethodAsync(user, anna.Caller, default));

        Assert.Null(late);
    }
}
