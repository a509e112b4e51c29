using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class MethodSettingsTests
{
    [Fact]
    public async Task Without_configuration_the_methods_of_the_handlers_are_there_in_the_order_of_the_list()
    {
        var services = await SettingsStart.With("{}").Add(trench => trench.AddMethod<PigeonDispatcher>("pigeon")).RunAsync();

        Assert.Equal(["email", "app", "pigeon"], services.GetRequiredService<MethodRegistry>().Names);
    }

    [Fact]
    public async Task A_disabled_method_is_gone()
    {
        var options = await SettingsStart.With("""{ "MFA_METHODS": { "email": { "ENABLED": false } } }""").AcceptedAsync();

        Assert.Equal(["app"], options.Methods.Select(method => method.Name));
    }

    [Fact]
    public async Task One_handler_serves_several_methods_with_different_settings()
    {
        var options = await SettingsStart.With("""
            {
              "MFA_METHODS": {
                "email_work": { "HANDLER": "email", "SOURCE_FIELD": "email", "EMAIL_SUBJECT": "Work" },
                "email_home": { "HANDLER": "email", "FIELD": "address", "EMAIL_SUBJECT": "Home" }
              }
            }
            """).AcceptedAsync();

        Assert.Equal(["email", "app", "email_home", "email_work"], options.Methods.Select(method => method.Name));
        var subjects = options.Methods.Where(method => method.Handler == "email").Select(method => method.Value("EMAIL_SUBJECT"));
        Assert.Equal(["Your code", "Home", "Work"], subjects);
    }

    [Fact]
    public async Task A_key_given_for_a_built_in_method_wins_and_the_others_stay()
    {
        var options = await SettingsStart.With("""
            { "MFA_METHODS": { "email": { "VERBOSE_NAME": "Post", "FROM_EMAIL": "a@example.com" } } }
            """).AcceptedAsync();

        var email = options.Methods.Single(method => method.Name == "email");
        Assert.Equal(("Post", "a@example.com"), (email.VerboseName, email.Value("FROM_EMAIL")));
        Assert.Equal(("email", "Your code"), (email.SourceField, email.Value("EMAIL_SUBJECT")));
    }

    [Fact]
    public async Task The_class_of_the_application_reads_any_key_in_upper_case_spelling()
    {
        var start = SettingsStart.With("""{ "MFA_METHODS": { "pigeon": { "LoftCode": "7", "PIGEONS": ["Ada", "Bea"] } } }""")
            .Add(trench => trench.AddMethod<PigeonDispatcher>("pigeon"));

        var pigeon = (await start.AcceptedAsync()).Methods.Single(method => method.Name == "pigeon");

        Assert.Equal(("7", "Ada,Bea"), (pigeon.Value("LOFT_CODE"), pigeon.Value("PIGEONS")));
    }

    [Fact]
    public async Task A_method_names_a_class_of_the_application_by_its_type()
    {
        var start = SettingsStart.With($$"""{ "MFA_METHODS": { "pigeon": { "HANDLER": "{{typeof(PigeonDispatcher).FullName}}" } } }""");

        var services = await start.RunAsync();

        using var scope = services.CreateScope();
        Assert.IsType<PigeonDispatcher>(scope.ServiceProvider.GetRequiredService<MethodSet>().Find("pigeon"));
    }

    [Fact]
    public async Task One_class_of_the_application_serves_two_methods()
    {
        var services = await SettingsStart.With("{}")
            .Add(trench => trench.AddMethod<PigeonDispatcher>("pigeon").AddMethod<PigeonDispatcher>("express"))
            .RunAsync();

        Assert.Equal(["email", "app", "pigeon", "express"], services.GetRequiredService<MethodRegistry>().Names);
    }

    [Fact]
    public async Task A_method_is_made_once_per_request_with_its_settings()
    {
        var services = await SettingsStart.With("{}").RunAsync();
        using var scope = services.CreateScope();
        using var other = services.CreateScope();

        var method = scope.ServiceProvider.GetRequiredService<MethodSet>().Find("email");

        Assert.Equal("email", method?.Settings.Name);
        Assert.Same(method, scope.ServiceProvider.GetRequiredService<MethodSet>().Find("email"));
        Assert.NotSame(method, other.ServiceProvider.GetRequiredService<MethodSet>().Find("email"));
    }

    [Theory]
    [InlineData("EMAIL")]
    [InlineData("nosuch")]
    [InlineData("")]
    public async Task A_name_that_is_not_configured_is_not_found(string name)
    {
        var services = await SettingsStart.With("{}").RunAsync();
        using var scope = services.CreateScope();

        Assert.False(services.GetRequiredService<MethodRegistry>().Contains(name));
        Assert.Null(scope.ServiceProvider.GetRequiredService<MethodSet>().Find(name));
    }

    [Fact]
    public async Task A_registered_handler_wins_over_the_line_of_one_that_is_not_built()
    {
        var start = SettingsStart.With("""{ "MFA_METHODS": { "passkey": { "HANDLER": "passkey", "OWN_KEY": "x" } } }""")
            .Add(trench => trench.AddHandler(new MethodHandler("passkey", typeof(LetterDispatcher)) { Keys = ["OWN_KEY"] }));

        Assert.Contains((await start.AcceptedAsync()).Methods, method => method.Name == "passkey");
    }

    [Fact]
    public async Task An_enrolled_method_that_is_not_configured_any_more_is_an_alarm_at_start()
    {
        var start = SettingsStart.With("{}");
        var enrolment = StoreRows.Pending("alice", "fax", new FakeClock().Now) with { Status = EnrolmentStatus.Active };
        await start.Store.CommitAsync([new AddEnrolment(enrolment)], CancellationToken.None);

        await start.RunAsync();

        Assert.Contains(start.Log.Lines, line => line.StartsWith("Error: Users have active enrolments of fax,", StringComparison.Ordinal));
    }

    internal sealed class PigeonDispatcher : AbstractMessageDispatcher
    {
        public override Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent());
    }
}
