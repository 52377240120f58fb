using System.Globalization;
using Qboxmail.Models;

namespace Qboxmail.Waiting;

/// <summary>The table of states: what is ready and what has failed. Everything else is pending, also a state that the API adds tomorrow.</summary>
internal static class ResourceStates
{
    public static StateEvaluator<Domain> Domain { get; } = new(
        "domain",
        static domain => Ready(domain.Status == DomainStatus.Enabled && domain.StatusDetail == DomainStatusDetail.Ok),
        static domain => domain.Status?.Value,
        static domain => domain.StatusDetail?.Value);

#pragma warning disable QBOX001 // The wait is as inferred as the operation that it polls, and says so.
    public static StateEvaluator<DomainAlias> DomainAlias { get; } = new(
        "domain alias",
        static alias => Ready(alias.Status == DomainStatus.Enabled && alias.StatusDetail == DomainStatusDetail.Ok),
        static alias => alias.Status?.Value,
        static alias => alias.StatusDetail?.Value);
#pragma warning restore QBOX001

    // The reference shows no mailbox, so that a detail may not exist at all.
    public static StateEvaluator<EmailAccount> EmailAccount { get; } = new(
        "mailbox",
        static account => Ready(account.Status == EmailAccountStatus.Enabled && (account.StatusDetail is null || account.StatusDetail == EmailAccountStatusDetail.Ok)),
        static account => account.Status?.Value,
        static account => account.StatusDetail?.Value);

    public static StateEvaluator<EmailAlias> EmailAlias { get; } = new(
        "e-mail alias",
        static alias => Ready(alias.Status == EmailAliasStatus.Enabled && (alias.StatusDetail is null || alias.StatusDetail == EmailAliasStatusDetail.Ok)),
        static alias => alias.Status?.Value,
        static alias => alias.StatusDetail?.Value);

    public static StateEvaluator<Domain> Vault { get; } = new(
        "Vault of domain",
        static domain => domain.ArchiveStatus?.Value switch
        {
            DomainArchiveStatus.Values.Enabled => WaitVerdict.Ready,
            DomainArchiveStatus.Values.Failure => WaitVerdict.Failed,
            _ => WaitVerdict.Pending,
        },
        static domain => domain.ArchiveStatus?.Value,
        static _ => null);

    public static StateEvaluator<Import> Import { get; } = new(
        "import",
        static import => import.Status?.Value switch
        {
            ImportStatus.Values.Valid or ImportStatus.Values.ValidWithSkipped => WaitVerdict.Ready,
            ImportStatus.Values.Invalid => WaitVerdict.Failed,
            _ => WaitVerdict.Pending,
        },
        static import => import.Status?.Value,
        static import => import.StatusDetail);

    public static StateEvaluator<Migration> MigrationReadyToSchedule { get; } = new(
        "migration",
        static migration => migration.Status?.Value switch
        {
            MigrationStatus.Values.ToSchedule or MigrationStatus.Values.Scheduled or MigrationStatus.Values.Running
                or MigrationStatus.Values.Completed or MigrationStatus.Values.CompletedWithErrors => WaitVerdict.Ready,
            MigrationStatus.Values.Failed => WaitVerdict.Failed,
            _ => WaitVerdict.Pending,
        },
        static migration => migration.Status?.Value,
        static migration => migration.StatusDetail?.Value);

    public static StateEvaluator<Migration> MigrationFinished { get; } = MigrationReadyToSchedule with
    {
        Evaluate = static migration => migration.Status?.Value switch
        {
            MigrationStatus.Values.Completed or MigrationStatus.Values.CompletedWithErrors => WaitVerdict.Ready,
            MigrationStatus.Values.Failed => WaitVerdict.Failed,
            _ => WaitVerdict.Pending,
        },
    };

    // That a verified domain says "verified" is the likely opposite of the documented "not_verified".
    public static StateEvaluator<DeliveryDomain> DeliveryDomain { get; } = new(
        "Delivery domain",
        static domain => domain.DisplayStatus == DeliveryDomainDisplayStatus.Blocked ? WaitVerdict.Failed
            : Ready(domain.DnsVerificationStatus == "verified" || domain.DisplayStatus == DeliveryDomainDisplayStatus.Enabled),
        static domain => domain.DisplayStatus?.Value,
        static domain => domain.DnsVerificationStatus?.Value);

    // What the states of these two mean is not known: only the caller can judge.
    public static StateEvaluator<DeliveryAccount> DeliveryAccount { get; } = new(
        "Delivery account",
        static _ => WaitVerdict.Pending,
        static account => account.Status?.ToString(CultureInfo.InvariantCulture),
        static account => account.StatusDetail?.Value);

#pragma warning disable QBOX001 // As above.
    public static StateEvaluator<Report> Report { get; } = new("report", static _ => WaitVerdict.Pending, static report => report.Status, static _ => null);
#pragma warning restore QBOX001

    private static WaitVerdict Ready(bool isReady) => isReady ? WaitVerdict.Ready : WaitVerdict.Pending;
}
