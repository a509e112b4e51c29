using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Demo.Tests;

/// <summary>What all commuters of a run came across.</summary>
internal sealed class Findings
{
    public Latencies Requests { get; } = new();

    /// <summary>Answers of the server's own failing that no fault explains.</summary>
    public ConcurrentQueue<string> Unexplained { get; } = new();

    public ConcurrentQueue<string> Faults { get; } = new();
}

/// <summary>
/// Signs in by mail or a backup code, does what an application does with a session, signs out, again and again, two requests a second. One
/// request of a hundred brings a fault along.
/// </summary>
internal sealed class Commuter(Correspondent person, SmtpSink sink, Strikes strikes, Findings findings)
{
    private const int OneOf = 100;
    private const int FewCodes = 10;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(5);
    private static readonly string[] Reads = ["/auth/mfa/user-active-methods", "/auth/users/me", "/auth/mfa/config", "/mfa/"];

    public async Task RunAsync(CancellationToken over)
    {
        using var turns = new PeriodicTimer(Turn);
        try
        {
            while (!over.IsCancellationRequested)
            {
                await TravelAsync(turns, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    // Stops at the first answer that is not the usual one, and begins anew.
    private async Task TravelAsync(PeriodicTimer turns, CancellationToken over)
    {
        await sink.ForgetAsync(person.Email);
        if (await AskAsync(turns, person.LogInAsync, over) is not { Status: 200 } login || login["ephemeral_token"] is null)
        {
            return;
        }

        var code = await CodeAsync();
        if (await AskAsync(turns, () => person.CompleteAsync(login.String("ephemeral_token"), code), over) is not { Status: 200 } session)
        {
            return;
        }

        var (access, refresh) = (session.String("access"), session.String("refresh"));
        foreach (var path in Reads)
        {
            await AskAsync(turns, () => person.Api.GetAsync(path, access), over);
        }

        if (await AskAsync(turns, () => person.Api.PostAsync("/auth/token/refresh", new { refresh }), over) is { Status: 200 } fresh)
        {
            access = fresh.String("access");
        }

        await AskAsync(turns, () => person.Api.PostAsync("/auth/token/verify", new { token = access }), over);
        if (person.BackupCodes.Count < FewCodes)
        {
            await RegenerateAsync(turns, access, over);
        }

        await AskAsync(turns, () => person.Api.PostAsync("/auth/logout", new { }, access), over);
    }

    private async Task<string> CodeAsync()
    {
        if (RandomNumberGenerator.GetInt32(4) == 0 && person.BackupCodes.TryDequeue(out var backup))
        {
            return backup;
        }

        return await MailedAsync() ?? (person.BackupCodes.TryDequeue(out var spare) ? spare : "");
    }

    // Null where the mail server was told to lose it, which ends here.
    private async Task<string?> MailedAsync()
    {
        try
        {
            return (await sink.WaitForMailAsync(person.Email, patience: MailPatience)).Code;
        }
        catch (TimeoutException)
        {
            await person.MailsAreAsync(SinkMode.Accept);
            return null;
        }
    }

    private async Task RegenerateAsync(PeriodicTimer turns, string access, CancellationToken over)
    {
        if (!person.BackupCodes.TryDequeue(out var code))
        {
            // The answer with the new ones was lost to a fault.
            await sink.ForgetAsync(person.Email);
            await AskAsync(turns, () => person.Api.PostAsync("/auth/code/request", new { method = "email" }, access), over);
            code = await MailedAsync() ?? "";
        }

        var body = new { code };
        if (await AskAsync(turns, () => person.Api.PostAsync("/auth/email/codes/regenerate", body, access), over) is { Status: 200 } answer)
        {
            person.BackupCodes.Clear();
            foreach (var made in answer.BackupCodes)
            {
                person.BackupCodes.Enqueue(made);
            }
        }
    }

    private async Task<Answer?> AskAsync(PeriodicTimer turns, Func<Task<Answer>> ask, CancellationToken over)
    {
        await turns.WaitForNextTickAsync(over);
        if (RandomNumberGenerator.GetInt32(OneOf) == 0)
        {
            await FaultAsync();
        }

        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            var answer = await findings.Requests.TimeAsync(ask);
            Judge(answer, begun);
            return answer;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            findings.Unexplained.Enqueue(lost.Message);
            return null;
        }
    }

    private async Task FaultAsync()
    {
        var modes = new[] { SinkMode.Drop, SinkMode.RefuseForNow, SinkMode.RefuseForGood, SinkMode.Hang };
        switch (RandomNumberGenerator.GetInt32(5))
        {
            case 0:
                findings.Faults.Enqueue("database");
                await strikes.StrikeAsync();
                break;
            case 1:
                findings.Faults.Enqueue("mail");
                await person.MailsAreAsync(modes[RandomNumberGenerator.GetInt32(modes.Length)]);
                break;
            case 2:
                findings.Faults.Enqueue("hang up");
                await HangUpAsync();
                break;
            case 3:
                findings.Faults.Enqueue("wrong code");
                await SendAsync("/auth/login/code", "{\"ephemeral_token\": \"trm_nobody\", \"code\": \"000000\"}", CancellationToken.None);
                break;
            default:
                findings.Faults.Enqueue("no body");
                await SendAsync("/auth/login", "{\"username\": ", CancellationToken.None);
                break;
        }
    }

    private async Task HangUpAsync()
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 60)));
        try
        {
            await SendAsync("/auth/login", $$"""{"username": "{{person.Name}}", "password": "{{Person.Password}}"}""", leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // That was the fault.
        }
    }

    private async Task SendAsync(string path, string body, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await person.Api.Client.PostAsync(path, content, cancellationToken);
        Judge(await Answer.ReadAsync(response), begun);
    }

    private void Judge(Answer answer, long begun)
    {
        if (answer.Status >= 500 && !strikes.Explains(answer, begun))
        {
            var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            findings.Unexplained.Enqueue(FormattableString.Invariant($"{answer} after {took:F1} s"));
        }
    }
}
