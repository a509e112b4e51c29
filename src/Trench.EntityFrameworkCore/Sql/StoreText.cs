using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>All SQL of the store for one model, made once.</summary>
internal sealed class StoreText
{
    private static readonly ConditionalWeakTable<IModel, StoreText> Known = [];

    private readonly ChallengeStatements _challenges;
    private readonly AccountStatements _accounts;
    private readonly EnrolmentStatements _enrolments;
    private readonly LedgerStatements _ledgers;
    private readonly MethodConfigStatements _methodConfigs;

    private StoreText(TrenchTables tables, Dialect dialect)
    {
        Dialect = dialect;
        Tables = tables;
        _challenges = new ChallengeStatements(tables);
        _accounts = new AccountStatements(tables);
        _enrolments = new EnrolmentStatements(tables, _challenges);
        _ledgers = new LedgerStatements(tables);
        _methodConfigs = new MethodConfigStatements(tables);
        Messages = new MessageStatements(tables, dialect);
        Sends = new SendStatements(tables);
        Purge = new PurgeStatements(tables);
        Reads = new ReadStatements(tables);
    }

    public Dialect Dialect { get; }

    public TrenchTables Tables { get; }

    public MessageStatements Messages { get; }

    public SendStatements Sends { get; }

    public PurgeStatements Purge { get; }

    public ReadStatements Reads { get; }

    public static StoreText Of(DbContext context) => Known.GetValue(
        context.Model,
        model => new StoreText(
            new TrenchTables(model, context.GetService<ISqlGenerationHelper>()), Dialect.Of(context.Database.ProviderName)));

    /// <summary>The statements of a commit. Neighbouring events become one insert.</summary>
    public IReadOnlyList<Statement> Script(IReadOnlyList<Change> changes)
    {
        var script = new Script(Dialect);
        for (var at = 0; at < changes.Count; at++)
        {
            var change = changes[at];
            while (change is AddEvents events && at + 1 < changes.Count && changes[at + 1] is AddEvents more)
            {
                change = new AddEvents([.. events.Rows, .. more.Rows]);
                at++;
            }

            Write(script, change);
        }

        return script.Statements;
    }

    /// <summary>See <see cref="AccountStatements.Roll"/>.</summary>
    public Statement? Roll(Change lost) => _accounts.Roll(lost);

    /// <summary>See <see cref="AccountStatements.Standing"/>.</summary>
    public Statement? Standing(Change lost) => _accounts.Standing(lost);

    /// <summary>Adds an element of the key ring.</summary>
    public Statement StoreKey(StoredKey row) => Insert(Tables.Keys, row);

    /// <summary>Replaces the content of an element of the key ring that is still the old one.</summary>
    public Statement ReplaceKey(StoredKey old, StoredKey replacement) =>
        new Statement($"UPDATE {Tables.Keys.Name} SET xml = @xml, master_id = @master_id WHERE id = @id AND xml = @old")
            .With("xml", replacement.Xml)
            .With("master_id", replacement.MasterId)
            .With("id", old.Id)
            .With("old", old.Xml);

    /// <summary>Adds a canary, unless there is one of its id.</summary>
    public Statement AddCanary(KeyCanary canary) => Insert(Tables.KeyCanaries, canary, " ON CONFLICT (id) DO NOTHING");

    private static Statement Insert(RowTable table, object row, string otherwise = "")
    {
        var statement = new Statement($"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({table.ValueList()}){otherwise}");
        table.Fill(statement, row);
        return statement;
    }

    private void Write(Script script, Change change)
    {
        switch (change)
        {
            case EnsureAccount c: _accounts.Write(script, c); break;
            case ChargeAccount c: _accounts.Write(script, c); break;
            case ClearAccount c: _accounts.Write(script, c); break;
            case RefundAccount c: _accounts.Write(script, c); break;
            case OpenChallenge c: _challenges.Write(script, c); break;
            case ReplaceCode c: _challenges.Write(script, c); break;
            case ForgetMessage c: _challenges.Write(script, c); break;
            case PaceChallenge c: _challenges.Write(script, c); break;
            case ChargeChallenge c: _challenges.Write(script, c); break;
            case RefundChallenge c: _challenges.Write(script, c); break;
            case SpendChallenge c: _challenges.Write(script, c); break;
            case AnswerChallenge c: _challenges.Write(script, c); break;
            case UseChallenge c: _challenges.Write(script, c); break;
            case CloseChallenge c: _challenges.Write(script, c); break;
            case CloseChallenges c: _challenges.Write(script, c); break;
            case AddEnrolment c: _enrolments.Write(script, c); break;
            case ReplacePendingFactor c: _enrolments.Write(script, c); break;
            case DescribeEnrolment c: _enrolments.Write(script, c); break;
            case ActivateEnrolment c: _enrolments.Write(script, c); break;
            case RequestFactorChange c: _enrolments.Write(script, c); break;
            case AcceptFactorChange c: _enrolments.Write(script, c); break;
            case ExpireEnrolment c: _enrolments.Write(script, c); break;
            case UseEnrolment c: _enrolments.Write(script, c); break;
            case MakePrimary c: _enrolments.Write(script, c); break;
            case RemoveEnrolment c: _enrolments.Write(script, c); break;
            case RemoveFactors c: _enrolments.Write(script, c); break;
            case PauseEnrolment c: _enrolments.Write(script, c); break;
            case ReplaceBackupCodes c: _ledgers.Write(script, c); break;
            case AddBackupCode c: _ledgers.Write(script, c); break;
            case SpendBackupCode c: _ledgers.Write(script, c); break;
            case AddSession c: _ledgers.Write(script, c); break;
            case RotateSession c: _ledgers.Write(script, c); break;
            case RenewProof c: _ledgers.Write(script, c); break;
            case EndSession c: _ledgers.Write(script, c); break;
            case EndSessions c: _ledgers.Write(script, c); break;
            case AddEvents c: _ledgers.Write(script, c); break;
            case CountSend c: Sends.Write(script, c); break;
            case RefundSends c: Sends.Write(script, c); break;
            case SeedMethodConfig c: _methodConfigs.Write(script, c); break;
            case AddMethodConfig c: _methodConfigs.Write(script, c); break;
            case ChangeMethodConfig c: _methodConfigs.Write(script, c); break;
            case AddMessage c: Messages.Write(script, c); break;
            case RetryMessage c: Messages.Write(script, c); break;
            case AbandonMessage c: Messages.Write(script, c); break;
            default: throw new NotSupportedException($"The store does not know the change {change.GetType().Name}.");
        }
    }
}
