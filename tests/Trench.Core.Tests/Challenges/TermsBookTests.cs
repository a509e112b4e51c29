using Microsoft.Extensions.Options;

namespace Trench.Core.Tests.Challenges;

public sealed class TermsBookTests
{
    private static readonly Caller Plain = new("plain");
    private static readonly Caller Odd = new("odd");

    private static readonly FacadeTerms Terms = new("odd")
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = TimeSpan.FromMinutes(1),
            Attempts = 2,
            LiveLimit = null,
            Code = AnswerShape.Digits(8),
        },
        FallbackMethod = "pigeon",
        Asks = static method => method == "pigeon",
        HandsOutTickets = false,
        ShowsBackupCodes = false,
        DropsUnsent = true,
        AwaitsMessage = true,
        PasswordSuffices = static factors => factors.Factor is not null,
        Trusts = static method => method == "pigeon",
        EnrolmentOnlyLifetime = TimeSpan.FromMinutes(2),
        ConfirmedIsPrimary = true,
        IssuerName = "Odd",
        SendsAtLogin = false,
    };

    private readonly TrenchOptions _options = new() { TicketLifetime = TimeSpan.FromMinutes(7), TicketAttempts = 4, TicketsPerUser = 6 };

    private TermsBook Book => field ??= new TermsBook([Terms], Options.Create(_options));

    [Fact]
    public void A_facade_without_terms_opens_challenges_as_the_options_say() =>
        Assert.Equal((TimeSpan.FromMinutes(7), 4, 6), Of(Book.Challenges(Plain)));

    [Fact]
    public void A_facade_with_terms_opens_challenges_by_them() => Assert.Equal((TimeSpan.FromMinutes(1), 2, null), Of(Book.Challenges(Odd)));

    [Fact]
    public void A_facade_without_terms_has_the_engines_login()
    {
        Assert.True(Book.Asks(Plain, "token"));
        Assert.True(Book.Trusts(Plain, "token"));
        Assert.True(Book.HandsOutTickets(Plain));
        Assert.True(Book.SendsAtLogin(Plain));
        Assert.False(Book.AwaitsMessage(Plain));
        Assert.Null(Book.Code(Plain));
    }

    [Fact]
    public void A_facade_without_terms_has_the_engines_enrolment()
    {
        Assert.True(Book.ShowsBackupCodes(Plain));
        Assert.False(Book.DropsUnsent(Plain));
        Assert.False(Book.ConfirmedIsPrimary(Plain));
        Assert.Equal(TimeSpan.Zero, Book.EnrolmentOnlyLifetime(Plain));
        Assert.Null(Book.IssuerName(Plain));
    }

    [Fact]
    public void A_facade_with_terms_has_its_own_login()
    {
        Assert.Equal((true, false), (Book.Asks(Odd, "pigeon"), Book.Asks(Odd, "token")));
        Assert.Equal((true, false), (Book.Trusts(Odd, "pigeon"), Book.Trusts(Odd, "token")));
        Assert.False(Book.HandsOutTickets(Odd));
        Assert.False(Book.SendsAtLogin(Odd));
        Assert.True(Book.AwaitsMessage(Odd));
        Assert.Equal(8, Book.Code(Odd)?.MinLength);
    }

    [Fact]
    public void A_facade_with_terms_has_its_own_enrolment()
    {
        Assert.False(Book.ShowsBackupCodes(Odd));
        Assert.True(Book.DropsUnsent(Odd));
        Assert.True(Book.ConfirmedIsPrimary(Odd));
        Assert.Equal(TimeSpan.FromMinutes(2), Book.EnrolmentOnlyLifetime(Odd));
        Assert.Equal("Odd", Book.IssuerName(Odd));
    }

    // What a facade leaves open is the engine's: nothing is switched off by saying nothing.
    [Fact]
    public void Terms_that_say_nothing_are_the_engines()
    {
        var silent = new TermsBook([new FacadeTerms("plain") { Challenges = Terms.Challenges }], Options.Create(_options));

        Assert.True(silent.Asks(Plain, "token") && silent.Trusts(Plain, "token") && silent.HandsOutTickets(Plain));
        Assert.True(silent.SendsAtLogin(Plain) && silent.ShowsBackupCodes(Plain));
        Assert.False(silent.DropsUnsent(Plain) || silent.AwaitsMessage(Plain) || silent.ConfirmedIsPrimary(Plain));
        Assert.Equal(TimeSpan.FromMinutes(15), silent.EnrolmentOnlyLifetime(Plain));
    }

    [Fact]
    public void The_password_is_enough_where_no_method_is_fallen_back_to()
    {
        Assert.True(Book.PasswordSuffices(Plain, UserFactors.None));

        _options.FallbackMethod = "dove";

        Assert.False(Book.PasswordSuffices(Plain, UserFactors.None));
        Assert.Equal(("dove", "pigeon"), (Book.FallbackMethod(Plain), Book.FallbackMethod(Odd)));
    }

    [Fact]
    public void A_facade_says_itself_for_whom_the_password_is_enough()
    {
        var known = UserFactors.None with { Factor = new Account { UserId = "anna", Kind = AccountKind.Factor } };

        Assert.True(Book.PasswordSuffices(Odd, known));
        Assert.False(Book.PasswordSuffices(Odd, UserFactors.None));
    }

    private static (TimeSpan, int, int?) Of(ChallengeTerms terms) => (terms.Lifetime, terms.Attempts, terms.LiveLimit);
}
