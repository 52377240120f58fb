namespace Qboxmail.Tests;

/// <summary>The waits of all clients for single resources.</summary>
internal static class WaitCases
{
    public static readonly WaitCase[] Waits =
    [
        new("DomainsClient.WaitUntilReadyAsync", "/api/domains/D1", "D1", (client, options) => client.Domains.WaitUntilReadyAsync("D1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}""", """{"status": "Enabled", "status_detail": "OK"}"""],
            Pending =
            [
                """{"status": "enabled"}""", """{"status": "enabled", "status_detail": "activating"}""",
                """{"status": "ownership_check", "status_detail": "ok"}""",
                """{"status": "disabled", "status_detail": "ok"}""", """{"status": "frozen"}""", "{}",
                """{"status": ["enabled"], "status_detail": "ok"}""",
            ],
        },
        new("DomainAliasesClient.WaitUntilReadyAsync", ApiRoute.Path("DomainAliases_Get", "D1", "AD1"), "AD1", (client, options) =>
            client.DomainAliases.WaitUntilReadyAsync("D1", "AD1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}"""],
            Pending =
            [
                """{"status": "enabled"}""", """{"status": "enabled", "status_detail": "activating"}""",
                """{"status": "ownership_check", "status_detail": "ok"}""", "{}",
            ],
        },
        new("EmailAccountsClient.WaitUntilReadyAsync", "/api/domains/D1/email_accounts/EA1", "EA1", (client, options) =>
            client.EmailAccounts.WaitUntilReadyAsync("D1", "EA1", options))
        {
            Ready =
            [
                """{"status": "enabled", "status_detail": "ok"}""", """{"status": "enabled"}""", """{"status": "enabled", "status_detail": null}""",
            ],
            Pending =
            [
                """{"status": "enabled", "status_detail": "creating"}""", """{"status": "disabled", "status_detail": "ok"}""",
                """{"status_detail": "ok"}""", "{}",
            ],
        },
        new("EmailAliasesClient.WaitUntilReadyAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1", (client, options) =>
            client.EmailAliases.WaitUntilReadyAsync("D1", "AE1", options))
        {
            Ready = ["""{"status": "enabled", "status_detail": "ok"}""", """{"status": "enabled"}"""],
            Pending = ["""{"status": "enabled", "status_detail": "creating"}""", """{"status": "disabled"}""", "{}"],
        },
        new("VaultClient.WaitUntilReadyAsync", "/api/domains/D1", "D1", (client, options) => client.Vault.WaitUntilReadyAsync("D1", options))
        {
            Ready = ["""{"archive_status": "enabled"}""", """{"archive_status": "enabled", "status": "disabled"}"""],
            Pending =
            [
                """{"archive_status": "activating"}""", """{"archive_status": "disabling"}""", """{"archive_status": "disabled"}""",
                """{"archive_status": "deleting"}""",
                """{"archive_status": "new"}""", """{"status": "enabled", "status_detail": "ok"}""", "{}",
            ],
            Failed = ["""{"archive_status": "failure", "status": "enabled", "status_detail": "ok"}"""],
            Status = "archive_status",
            StatusDetail = "none",
        },
        new("ImportsClient.WaitUntilReadyAsync", $"/api/imports?page=1&per={ApiRoute.LargestPage}", "I1", (client, options) =>
            client.Imports.WaitUntilReadyAsync("I1", options))
        {
            Ready = ["""{"status": "valid"}""", """{"status": "valid_with_skipped"}"""],
            Pending = ["""{"status": "validating"}""", """{"status": "importing"}""", "{}"],
            Failed = ["""{"status": "invalid", "status_detail": "header missing"}"""],
        },
        new("MigrationsClient.WaitUntilReadyToScheduleAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilReadyToScheduleAsync("MG1", options))
        {
            Ready =
            [
                """{"status": "to_schedule"}""", """{"status": "scheduled"}""", """{"status": "running"}""", """{"status": "completed"}""",
                """{"status": "completed_with_errors"}""",
            ],
            Pending = ["""{"status": "validating"}""", """{"status": "new"}""", "{}"],
            Failed = ["""{"status": "failed"}"""],
        },
        new("MigrationsClient.WaitUntilFinishedAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilFinishedAsync("MG1", options))
        {
            Ready = ["""{"status": "completed"}""", """{"status": "completed_with_errors"}"""],
            Pending =
            [
                """{"status": "validating"}""", """{"status": "to_schedule"}""", """{"status": "scheduled"}""",
                """{"status": "running", "status_detail": "first execution"}""", "{}",
            ],
            Failed = ["""{"status": "failed", "status_detail": "first execution"}"""],
        },
        new("DeliveryDomainsClient.WaitUntilVerifiedAsync", $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}", "DD1", (client, options) =>
            client.Delivery.Domains.WaitUntilVerifiedAsync("DD1", options))
        {
            Ready =
            [
                """{"dns_verification_status": "verified"}""", """{"display_status": "enabled"}""",
                """{"display_status": "enabled", "dns_verification_status": "not_verified"}""",
                """{"display_status": "misconfigured", "dns_verification_status": "verified"}""",
            ],
            Pending =
            [
                """{"display_status": "not_verified", "dns_verification_status": "not_verified"}""", """{"display_status": "misconfigured"}""",
                """{"display_status": "disabled"}""",
                """{"status": 1, "status_detail": "ok"}""", "{}",
            ],
            Failed = ["""{"display_status": "blocked"}""", """{"display_status": "blocked", "dns_verification_status": "verified"}"""],
            Status = "display_status",
            StatusDetail = "dns_verification_status",
        },
    ];

    public static readonly WaitCase[] Deletions =
    [
        new("DomainsClient.WaitUntilDeletedAsync", "/api/domains/D1", "D1", (client, options) => client.Domains.WaitUntilDeletedAsync("D1", options)),
        new("DomainAliasesClient.WaitUntilDeletedAsync", ApiRoute.Path("DomainAliases_Get", "D1", "AD1"), "AD1", (client, options) =>
            client.DomainAliases.WaitUntilDeletedAsync("D1", "AD1", options)),
        new("EmailAccountsClient.WaitUntilDeletedAsync", "/api/domains/D1/email_accounts/EA1", "EA1", (client, options) =>
            client.EmailAccounts.WaitUntilDeletedAsync("D1", "EA1", options)),
        new("EmailAliasesClient.WaitUntilDeletedAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1", (client, options) =>
            client.EmailAliases.WaitUntilDeletedAsync("D1", "AE1", options)),
        new("ImportsClient.WaitUntilDeletedAsync", $"/api/imports?page=1&per={ApiRoute.LargestPage}", "I1", (client, options) =>
            client.Imports.WaitUntilDeletedAsync("I1", options)),
        new("MigrationsClient.WaitUntilDeletedAsync", "/api/migrations/MG1", "MG1", (client, options) =>
            client.Migrations.WaitUntilDeletedAsync("MG1", options)),
        new("DeliveryDomainsClient.WaitUntilDeletedAsync", $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}", "DD1", (client, options) =>
            client.Delivery.Domains.WaitUntilDeletedAsync("DD1", options)),
    ];

    public static readonly WaitCase[] Evaluations =
    [
        new("DomainsClient.WaitUntilAsync", "/api/domains/D1", "D1",
            (client, options) => client.Domains.WaitUntilAsync("D1", _ => WaitVerdict.Ready, options)),
        new("DomainAliasesClient.WaitUntilAsync", ApiRoute.Path("DomainAliases_Get", "D1", "AD1"), "AD1",
            (client, options) => client.DomainAliases.WaitUntilAsync("D1", "AD1", _ => WaitVerdict.Ready, options)),
        new("EmailAccountsClient.WaitUntilAsync", "/api/domains/D1/email_accounts/EA1", "EA1",
            (client, options) => client.EmailAccounts.WaitUntilAsync("D1", "EA1", _ => WaitVerdict.Ready, options)),
        new("EmailAliasesClient.WaitUntilAsync", "/api/domains/D1/alias_email_accounts/AE1", "AE1",
            (client, options) => client.EmailAliases.WaitUntilAsync("D1", "AE1", _ => WaitVerdict.Ready, options)),
        new("VaultClient.WaitUntilAsync", "/api/domains/D1", "D1",
            (client, options) => client.Vault.WaitUntilAsync("D1", _ => WaitVerdict.Ready, options)),
        new("ImportsClient.WaitUntilAsync", $"/api/imports?page=1&per={ApiRoute.LargestPage}", "I1",
            (client, options) => client.Imports.WaitUntilAsync("I1", _ => WaitVerdict.Ready, options)),
        new("MigrationsClient.WaitUntilAsync", "/api/migrations/MG1", "MG1",
            (client, options) => client.Migrations.WaitUntilAsync("MG1", _ => WaitVerdict.Ready, options)),
        new("DeliveryDomainsClient.WaitUntilAsync", $"/api/delivery/domains?page=1&per={ApiRoute.LargestPage}", "DD1",
            (client, options) => client.Delivery.Domains.WaitUntilAsync("DD1", _ => WaitVerdict.Ready, options)),
        new("DeliveryAccountsClient.WaitUntilAsync", "/api/delivery/accounts/1042", "1042",
            (client, options) => client.Delivery.Accounts.WaitUntilAsync(1042, _ => WaitVerdict.Ready, options))
        {
            Identity = "\"id\": 1042",
        },
        new("ReportsClient.WaitUntilAsync", ApiRoute.Path("Reports_Get", "R1"), "R1",
            (client, options) => client.Reports.WaitUntilAsync("R1", _ => WaitVerdict.Ready, options)),
    ];

    // To an inferred operation, 404 shows nothing before it has succeeded once.
    public static IEnumerable<WaitCase> DeletionsOfKnownPaths =>
        Deletions.Where(wait => !wait.Name.StartsWith("DomainAliases", StringComparison.Ordinal));
}
