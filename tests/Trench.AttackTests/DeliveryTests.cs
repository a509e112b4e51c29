namespace Trench.AttackTests;

/// <summary>Attack: the mail server hangs, by itself or because somebody made it.</summary>
[Collection(AttackTests.Name)]
public sealed class DeliveryTests(Targets targets)
{
    [ComponentFact(Component.SmtpSink)]
    public Task A_login_waits_for_no_mail_server() => targets.WithstandWithMailServerAsync(SlowMail.HoldsUpALoginAsync);
}
