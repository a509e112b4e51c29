using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>
/// Attack: a hundred guesses, which is what thirty days allow, at so few codes that some of them are right. Ten thousand codes of which three
/// are good give 2.96 %; more would mean that more answers are taken than there are good codes.
/// </summary>
public sealed class SmallSpaceTests
{
    private const int Guesses = 100;
    private const double Expected = 0.0296;

    private static readonly Totp FourDigits = new(HashAlgorithmName.SHA1, 4, 30);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_760_000_015);
    private static readonly byte[] Guesser = Encoding.ASCII.GetBytes("whoever guesses this");

    [Fact]
    public void A_hundred_guesses_are_right_as_often_as_three_codes_of_ten_thousand_allow() => MustBeExpected(trials: 1_000);

    [Fact, Trait("Category", "Soak")]
    public void So_they_are_in_twenty_thousand_trials() => MustBeExpected(trials: 20_000);

    private static void MustBeExpected(int trials)
    {
        var won = Enumerable.Range(0, trials).AsParallel().Count(IsWon);

        var fourSigma = 4 * Math.Sqrt(trials * Expected * (1 - Expected));
        Assert.InRange(won, (trials * Expected) - fourSigma, (trials * Expected) + fourSigma);
    }

    private static bool IsWon(int trial)
    {
        var secret = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(secret, trial);
        return Enumerable.Range(0, Guesses).Any(guess =>
            FourDigits.Match(secret, FourDigits.Code(Guesser, ((long)trial * Guesses) + guess), Now, new OtpWindow(1, 1)) is not null);
    }
}
