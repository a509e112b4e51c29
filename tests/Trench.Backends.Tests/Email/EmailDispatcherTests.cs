using Trench.Testing;

namespace Trench.Backends.Email.Tests;

public sealed class EmailDispatcherTests : IDisposable
{
    private readonly TestHost _host = TestHost.Development;
    private readonly DevelopmentMailbox _mailbox = new(new FakeClock());

    private static Message Message { get; } = new()
    {
        Id = "m1",
        Recipient = "ann@example.com",
        Code = "012345",
        Text = "Your code is 012345.",
        UserName = "ann",
        Purpose = "login",
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_code_leaves_as_a_mail()
    {
        var delivery = await Dispatcher().DispatchAsync(Message, CancellationToken.None);

        Assert.Equal(DeliveryResult.Sent, delivery.Result);
        Assert.Equal("ann@example.com", Assert.Single(_mailbox.Newest()).To);
    }

    [Fact]
    public async Task Without_an_address_it_fails_for_good()
    {
        var delivery = await Dispatcher().DispatchAsync(Message with { Recipient = null }, CancellationToken.None);

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
    }

    [Fact]
    public void What_is_said_is_what_the_original_said() => Assert.Equal(
        new Question("Email message with MFA code has been sent.", SendsCode: true),
        Dispatcher().Ask(new Enrolment { Id = "e1", UserId = "u1", Method = "email" }));

    // NIST SP 800-63B-4 section 3.1.3.1.
    [Fact]
    public void A_mailed_code_is_no_second_factor_of_its_own() => Assert.False(Dispatcher().IsSecondFactor);

    [Fact]
    public async Task The_address_is_the_users_own_and_shows_masked()
    {
        var factor = await EnrolAsync(new TestUsers(email: " Ann@EXAMPLE.com "));

        Assert.Equal("A***@example.com", factor.Value?.TargetHint);
        Assert.Equal("Ann@example.com", factor.Value?.Factor.Target);
        Assert.Null(factor.Value?.Factor.SaveTo);
    }

    [Fact]
    public async Task An_address_in_the_request_fills_the_users_empty_field_once_proven()
    {
        var factor = await EnrolAsync(new TestUsers(email: null), ("email", "bob@example.com"));

        Assert.Equal(("bob@example.com", "Email"), (factor.Value?.Factor.Target, factor.Value?.Factor.SaveTo));
    }

    // A stolen session enrols the thief's address: password resets must still go to the owner.
    [Fact]
    public async Task An_address_in_the_request_does_not_replace_the_users_own()
    {
        var factor = await EnrolAsync(new TestUsers(email: "ann@example.com"), ("email", "eve@example.com"));

        Assert.Equal(("eve@example.com", null), (factor.Value?.Factor.Target, factor.Value?.Factor.SaveTo));
    }

    [Fact]
    public async Task A_malformed_address_in_the_request_is_refused_even_where_the_user_has_one()
    {
        foreach (var address in BadInputs.Of("email").Select(input => input.Value()))
        {
            var outcome = await EnrolAsync(new TestUsers(email: "ann@example.com"), ("email", address));

            Assert.Equal(new Refusal(RefusalKind.TargetInvalid) { Field = "email" }, outcome.Refusal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_any_address_one_is_asked_for(string? stored) => Assert.Equal(
        new Refusal(RefusalKind.TargetRequired) { Field = "email" }, (await EnrolAsync(new TestUsers(stored))).Refusal);

    [Fact]
    public void The_senders_order_is_method_then_Trench_then_server_then_developer()
    {
        var smtp = SmtpConfiguration.Read(TestHost.Configure(("Email:Smtp:From", "server@example.com")));
        var none = SmtpConfiguration.Read(TestHost.Configure());
        var own = Settings with { Values = new Dictionary<string, string> { ["FROM_EMAIL"] = "method@example.com" } };
        var options = new TrenchOptions { FromEmail = "trench@example.com" };

        Assert.Equal("method@example.com", new EmailSender(smtp, _host).Find(own, options));
        Assert.Equal("trench@example.com", new EmailSender(smtp, _host).Find(Settings, options));
        Assert.Equal("server@example.com", new EmailSender(smtp, _host).Find(Settings, new TrenchOptions()));
        Assert.Equal("trench@localhost", new EmailSender(none, _host).Find(Settings, new TrenchOptions()));
        Assert.Null(new EmailSender(none, TestHost.Production).Find(Settings, new TrenchOptions()));
    }

    private static MethodSettings Settings { get; } =
        new("email", "email", new Dictionary<string, string>()) { SourceField = "Email", Field = "email" };

    private EmailDispatcher Dispatcher(IUserDirectory? users = null) => new(
        new MailboxTransport(_mailbox),
        new EmailTemplates(_host),
        new EmailSender(SmtpConfiguration.Read(TestHost.Configure()), _host),
        TestTexts.All,
        Microsoft.Extensions.Options.Options.Create(new TrenchOptions()))
    {
        Settings = Settings,
        Users = users ?? new TestUsers(email: null),
    };

    private Task<Outcome<NewFactor>> EnrolAsync(TestUsers users, params (string Key, string Value)[] members) =>
        Dispatcher(users).EnrolAsync(
            new EnrolmentRequest(TestUsers.Ann, "", members.ToDictionary(pair => pair.Key, pair => pair.Value)), CancellationToken.None);
}
