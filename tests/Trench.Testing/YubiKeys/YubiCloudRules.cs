using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Trench.Testing;

/// <summary>What Yubico's validation server checks, in its order, and how it signs each answer.</summary>
internal sealed partial class YubiCloudRules(YubiCloudBook book, TimeProvider clock)
{
    private const string Modhex = "cbdefghijklnrtuv";
    private const string Dvorak = "jxe.uidchtnbpygk";

    /// <summary>Peers that have to hear of a password, and how many of them do.</summary>
    public (int All, int Alive) Peers { get; set; }

    public YubiCloudReply Answer(IQueryCollection query)
    {
        var nonce = query["nonce"].ToString();
        var otp = Canonical(query["otp"].ToString());
        var id = query["id"].ToString();
        if (nonce.Length == 0 || !IsLevel(query["sl"].ToString()) || !Optional().IsMatch(query["timeout"].ToString()))
        {
            return Reply("MISSING_PARAMETER", []);
        }

        if (!Otp().IsMatch(otp))
        {
            return Reply("BAD_OTP", []);
        }

        if (!Id().IsMatch(id) || id == "0" || !Nonce().IsMatch(nonce))
        {
            return Reply("MISSING_PARAMETER", []);
        }

        if (!book.IsUp)
        {
            return Reply("BACKEND_ERROR", []);
        }

        return book.ClientKey(id) is { } key ? Judge(query, otp, nonce, key) : Reply("NO_SUCH_CLIENT", []);
    }

    private YubiCloudReply Judge(IQueryCollection query, string otp, string nonce, byte[] key)
    {
        var pairs = query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        if (query.ContainsKey("h") && query["h"] != YubiCloudReply.Sign(pairs, key))
        {
            return Reply("BAD_SIGNATURE", key);
        }

        if (book.Open(otp) is not { } found)
        {
            return Reply("BAD_OTP", key);
        }

        var status = book.Refuse(otp, found.Sessions, found.Uses, nonce);
        var reached = Peers.All == 0 ? 0 : Peers.Alive * 100 / Peers.All;
        var isEnough = Peers.All == 0 || reached >= Wanted(query["sl"].ToString());
        var reply = Reply(status ?? (isEnough ? "OK" : "NOT_ENOUGH_ANSWERS"), key);
        reply.Pairs["otp"] = otp;
        reply.Pairs["nonce"] = nonce;
        if (status is null)
        {
            reply.Pairs["sl"] = Text(reached);
        }

        if (query["timestamp"] == "1" && reply.Pairs["status"] == "OK")
        {
            reply.Pairs["timestamp"] = Text(found.Timestamp);
            reply.Pairs["sessioncounter"] = Text(found.Sessions);
            reply.Pairs["sessionuse"] = Text(found.Uses);
        }

        return reply;
    }

    private YubiCloudReply Reply(string status, byte[] key)
    {
        var now = clock.GetUtcNow();
        var reply = new YubiCloudReply { Key = key };
        reply.Pairs["t"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z0'fff", CultureInfo.InvariantCulture);
        reply.Pairs["status"] = status;
        return reply;
    }

    private static string Canonical(string otp)
    {
        var lower = otp.ToLowerInvariant();
        return lower.Length > 0 && !lower.All(Modhex.Contains) && lower.All(Dvorak.Contains)
            ? string.Concat(lower.Select(letter => Modhex[Dvorak.IndexOf(letter, StringComparison.Ordinal)]))
            : lower;
    }

    private static bool IsLevel(string level) => level is "" or "fast" or "secure" || (Id().IsMatch(level) && level != "0");

    private static int Wanted(string level) => level switch
    {
        "" => 60,
        "fast" => 1,
        "secure" => 40,
        _ => int.Parse(level, CultureInfo.InvariantCulture),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[cbdefghijklnrtuv]{32,48}\z")]
    private static partial Regex Otp();

    [GeneratedRegex(@"\A[0-9]{1,10}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z0-9]{16,40}\z")]
    private static partial Regex Nonce();

    [GeneratedRegex(@"\A[0-9]*\z")]
    private static partial Regex Optional();
}
