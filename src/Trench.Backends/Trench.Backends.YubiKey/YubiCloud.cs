using System.Text;
using Microsoft.Extensions.Logging;

namespace Trench.Backends.YubiKey;

/// <summary>
/// Asks the servers of an account, all at once, whether a key made a password. The first definitive answer wins; when none comes in time,
/// it is not known.
/// </summary>
internal sealed partial class YubiCloud(HttpClient http, ILogger<YubiCloud> logger)
{
    private const int LargestAnswer = 8 * 1024;

    /// <summary>An answer has about 250 bytes: one that is larger is not read to its end.</summary>
    public static void Bound(HttpClient client) => client.MaxResponseContentBufferSize = LargestAnswer;

    /// <summary>No redirect: the password would follow it to whoever is named there.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = LargestAnswer / 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>What the servers say.</summary>
    public async Task<OtpReading> CheckAsync(CloudAccount account, string otp, CancellationToken cancellationToken)
    {
        var request = new CloudRequest(account, otp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(account.Timeout);
        var reading = OtpReading.Unknown;
        await foreach (var answer in Task.WhenEach(account.Servers.Select(server => AskAsync(server, request, limit.Token)).ToList()))
        {
            var next = await answer;
            if (reading.IsDefinitive || !(next.IsDefinitive || next.IsForged))
            {
                continue;
            }

            reading = next;
            if (next.IsDefinitive)
            {
                // The others are let go; their answers would change nothing.
                await limit.CancelAsync();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!reading.IsDefinitive)
        {
            Log.Undecided(logger, account.Servers.Count, account.Timeout);
        }

        return reading;
    }

    private async Task<OtpReading> AskAsync(Uri server, CloudRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(request.To(server), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                Log.NoAnswer(logger, server.Host, $"HTTP {(int)answer.StatusCode}");
                return OtpReading.Unknown;
            }

            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return Judge(server, request, CloudResponse.Read(Encoding.Latin1.GetString(body)));
        }
        catch (OperationCanceledException)
        {
            return OtpReading.Unknown;
        }
        catch (HttpRequestException fault)
        {
            // Its kind only: the text may repeat the address, and the password is in it.
            Log.NoAnswer(logger, server.Host, fault.HttpRequestError.ToString());
            return OtpReading.Unknown;
        }
    }

    private OtpReading Judge(Uri server, CloudRequest request, CloudResponse? response)
    {
        if (response is null)
        {
            Log.NoAnswer(logger, server.Host, "no answer of the protocol");
            return OtpReading.Unknown;
        }

        if (!response.IsSignedFor(request.Account))
        {
            // NO_SUCH_CLIENT and its like come unsigned from Yubico's server, and are a fault of the settings then.
            Log.NotSigned(logger, server.Host, response.Status);
            return OtpReading.Forged;
        }

        switch (response.Status)
        {
            case "OK" when response.Answers(request) && response.Reaches(request.Account.SyncLevel) && response.Counter is { } counter:
                return OtpReading.Good(counter);
            case "REPLAYED_OTP" when response.Answers(request):
                return OtpReading.Bad("replayed");

            // Yubico's server names neither password nor nonce here.
            case "BAD_OTP" when !response.AnswersAnother(request):
                return OtpReading.Bad("wrong");

            // A peer told that server of this very question: the peer's own answer is the one to wait for.
            case "REPLAYED_REQUEST" when response.Answers(request):
                return OtpReading.Unknown;
        }

        Log.NoAnswer(logger, server.Host, Weakness(request, response));
        return OtpReading.Unknown;
    }

    private static string Weakness(CloudRequest request, CloudResponse response) => response.Status switch
    {
        "OK" when !response.Answers(request) => "OK to another question",
        "OK" when response.Counter is null => "OK without counters",
        "OK" => "OK of too few servers",
        var status => status,
    };

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "None of {Count} validation servers decided within {Timeout}: the answer is 503 until one does")]
        public static partial void Undecided(ILogger logger, int count, TimeSpan timeout);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The validation server {Server} gave no answer to rely on: {Reason}")]
        public static partial void NoAnswer(ILogger logger, string server, string reason);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The validation server {Server} answered {Status} without the signature of YUBICLOUD_SECRET_KEY. "
                + "Check that key and YUBICLOUD_CLIENT_ID; if they are right, somebody else answers in its name.")]
        public static partial void NotSigned(ILogger logger, string server, string status);
    }
}
