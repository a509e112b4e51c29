using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>A user is deleted between what a request reads and what it commits: it hears what one who is gone hears.</summary>
[Collection(DemoTests.Name)]
public sealed class LeavingUserTests
{
    private readonly Departure _departure = new();

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_first_step_is_one_with_a_wrong_password(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = Watched(database);
        var (plain, guarded) = (await Person.RegisterAsync(host), await Person.RegisterAsync(host));
        await guarded.AddEmailAsync();

        await HearsItAsync(plain, plain.LogInAsync);
        await HearsItAsync(guarded, guarded.LogInAsync);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_second_step_is_one_with_a_dead_ticket(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = Watched(database);
        var (right, wrong, backup) = (await Person.RegisterAsync(host), await Person.RegisterAsync(host), await Person.RegisterAsync(host));
        var app = (await right.AddAppAsync()).App;
        await wrong.AddAppAsync();
        var codes = (await backup.AddAppAsync()).BackupCodes;
        var tickets = (Right: await right.TicketAsync(), Wrong: await wrong.TicketAsync(), Backup: await backup.TicketAsync());
        var code = await app.NextCodeAsync();

        await HearsItAsync(right, () => right.CompleteAsync(tickets.Right, code));
        await HearsItAsync(wrong, () => wrong.CompleteAsync(tickets.Wrong, "000000"));
        await HearsItAsync(backup, () => backup.CompleteAsync(tickets.Backup, codes[0]));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_method_is_activated_by_nobody(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = Watched(database);
        var person = await Person.RegisterAsync(host);

        (await LeavingAsync(person, () => person.PostAsync("/auth/app/activate", new { }))).Has(401);
    }

    private DemoHost Watched(TestDatabase database) => new(database, World.Create())
    {
        AddServices = services =>
        {
            var own = services.Last(service => service.ServiceType == typeof(IMfaStore)).ImplementationFactory!;
            services.AddScoped(provider => LeavingStore.Over(
                (IMfaStore)own(provider), _departure, provider.GetRequiredService<IServiceScopeFactory>()));
        },
    };

    private async Task HearsItAsync(Person person, Func<Task<Answer>> request)
    {
        var meanwhile = await LeavingAsync(person, request);
        var later = await request();

        Assert.InRange(later.Status, 400, 401);
        Assert.Equal((later.Status, later.Text), (meanwhile.Status, meanwhile.Text));
    }

    private async Task<Answer> LeavingAsync(Person person, Func<Task<Answer>> request)
    {
        _departure.UserId = (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("id");
        var answer = await request();

        Assert.Null(_departure.UserId);
        return answer;
    }

    /// <summary>Who is deleted before the next commit that would write of a user.</summary>
    internal sealed class Departure
    {
        public string? UserId { get; set; }

        public string? TakeBefore(IReadOnlyList<Change> changes)
        {
            if (!changes.Any(change => change is AddSession or OpenChallenge or AddEnrolment or ClearAccount or ChargeAccount))
            {
                return null;
            }

            var leaving = UserId;
            UserId = null;
            return leaving;
        }
    }

    /// <summary>A store whose user goes in the moment before a commit.</summary>
    public class LeavingStore : DispatchProxy
    {
        private IMfaStore? _store;
        private Departure? _departure;
        private IServiceScopeFactory? _scopes;

        internal static IMfaStore Over(IMfaStore store, Departure departure, IServiceScopeFactory scopes)
        {
            var proxy = Create<IMfaStore, LeavingStore>();
            var leaving = (LeavingStore)proxy;
            (leaving._store, leaving._departure, leaving._scopes) = (store, departure, scopes);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IMfaStore.CommitAsync)
            ? CommitAsync((IReadOnlyList<Change>)args![0]!, (Func<CancellationToken, Task<bool>>?)args[2], (CancellationToken)args[1]!)
            : targetMethod?.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

        private async Task<CommitResult> CommitAsync(
            IReadOnlyList<Change> changes, Func<CancellationToken, Task<bool>>? alongside, CancellationToken cancellationToken)
        {
            if (_departure?.TakeBefore(changes) is { } leaving)
            {
                await using var scope = _scopes!.CreateAsyncScope();
                var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
                Assert.True((await users.DeleteAsync((await users.FindByIdAsync(leaving))!)).Succeeded);
            }

            return await _store!.CommitAsync(changes, cancellationToken, alongside);
        }
    }
}
