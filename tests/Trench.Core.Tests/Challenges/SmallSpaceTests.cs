using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

/// <summary>
/// The arithmetic of guessing (SECURITY.md row 11), where luck can be counted: of ten thousand codes three are good, as with an authenticator
/// app, and a hundred guesses are looked at in thirty days. Then 1 - (1 - 3/10,000)^100 = 2.96 % of all attackers get in; a window one code
/// wider, or a budget a third larger, is far outside of what chance explains.
/// </summary>
public sealed class SmallSpaceTests
{
    private const int Attackers = 20_000;
    private const int AttackersOfAnEngine = 500;
    private const int Space = 10_000;
    private const int Guesses = 100;

    private static readonly Dictionary<string, string?> OnlyThirtyDays = new()
    {
        ["LIMITS:LOCK_AFTER"] = "",
        ["LIMITS:ACCOUNT_PER_DAY"] = "",
        ["NOTICES"] = "false",
    };

    [Fact, Trait("Category", "Soak")]
    public async Task Of_twenty_thousand_attackers_as_many_get_in_as_a_hundred_guesses_explain()
    {
        var expected = 1 - Math.Pow(1 - (3.0 / Space), Guesses);
        var sigma = Math.Sqrt(expected * (1 - expected) / Attackers);
        var inside = 0;
        for (var engine = 0; engine < Attackers / AttackersOfAnEngine; engine++)
        {
            inside += await AttackAsync();
        }

        Assert.InRange((double)inside / Attackers, expected - (4 * sigma), expected + (4 * sigma));
    }

    // One account, attacked anew when all that was counted is older than thirty days.
    private static async Task<int> AttackAsync()
    {
        await using var engine = await TestEngine.StartAsync(OnlyThirtyDays, trench => trench.AddMethod<ThreeGoodCodes>("small"));
        var anna = Person.New(engine);
        await anna.SignInAsync();
        var secret = (await anna.ActivateAsync("small")).Value!.Members["secret"];
        Assert.True((await anna.ConfirmAsync("small", ThreeGoodCodes.CodeOf(Convert.FromHexString(secret), engine.Clock.Now))).Succeeded);
        var inside = 0;
        for (var attacker = 0; attacker < AttackersOfAnEngine; attacker++)
        {
            engine.Clock.Jump(TimeSpan.FromDays(31));
            inside += await IsGuessedAsync(anna) ? 1 : 0;
        }

        return inside;
    }

    private static async Task<bool> IsGuessedAsync(Person anna)
    {
        for (var ticket = await anna.TicketAsync(); ; ticket = await anna.TicketAsync())
        {
            Outcome<SignedIn> outcome;
            do
            {
                var guess = RandomNumberGenerator.GetInt32(Space).ToString("D4", CultureInfo.InvariantCulture);
                outcome = await anna.CompleteAsync(ticket, guess);
            }
            while (outcome.Refusal?.Kind == RefusalKind.CodeWrong);

            if (outcome.Refusal?.Kind != RefusalKind.TicketExhausted)
            {
                Assert.True(outcome.Succeeded || outcome.Refusal?.Kind == RefusalKind.Locked, $"It was {outcome.Refusal?.Kind}.");
                return outcome.Succeeded;
            }
        }
    }

    /// <summary>Four digits: that of the step, of the one before and of the one ahead.</summary>
    private sealed class ThreeGoodCodes : Method
    {
        private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

        public override AnswerShape Shape => AnswerShape.Digits(4);

        public override Question Ask(Enrolment enrolment) => new("Read it off the token.", SendsCode: false);

        public override Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
        {
            var secret = Codes.Bytes(20);
            return Task.FromResult(Outcome.Of(new NewFactor(new Factor(secret, null), "Keep this.")
            {
                Members = new Dictionary<string, string> { ["secret"] = Convert.ToHexString(secret) },
            }));
        }

        public override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
        {
            DateTimeOffset[] window = [context.Now - Step, context.Now, context.Now + Step];
            return Task.FromResult(
                window.Any(at => CodeOf(context.Factor.Secret, at) == context.Answer) ? Verdict.Right(StepOf(context.Now)) : Verdict.Wrong());
        }

        public static string CodeOf(byte[] secret, DateTimeOffset at)
        {
            var step = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(step, StepOf(at));
            var hash = HMACSHA256.HashData(secret, step);
            return (BinaryPrimitives.ReadUInt32BigEndian(hash) % Space).ToString("D4", CultureInfo.InvariantCulture);
        }

        private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 30;
    }
}
