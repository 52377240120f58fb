namespace Qboxmail.Emulator.Tests;

public class MigrationGuideTests : GuideFixture
{
    [Test]
    public async Task Mail_is_copied_from_another_provider()
    {
        var qboxmail = Api.Client;
        var oldPassword = Password;
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(domainCode);

        // example
        var csv = $"mario.rossi@example.com;imap.example.net;mario@example.net;{oldPassword}\n";
        var created = await qboxmail.Migrations.CreateAsync(new CreateMigrationRequest("mailboxes.csv", csv, preset: "standard")
        {
            ExecuteNow = true,
            DateFilterPreset = MigrationDateFilter.LastYear,
        });
        // end

        // example
        var migration = await qboxmail.Migrations.WaitUntilFinishedAsync(created.ResourceCode, new WaitOptions { Timeout = TimeSpan.FromHours(12) });

        if (migration.Status == MigrationStatus.CompletedWithErrors)
        {
            var failed = new MigrationsListResourcesQuery { Status = MigrationResourceStatusFilter.Failed };

            await foreach (var resource in qboxmail.Migrations.ListResourcesAsync(migration.Code, failed))
            {
                Console.WriteLine($"{resource.LocalEmail}: {resource.StatusDetail}");
            }
        }
        // end

        Assert.That(migration.Status, Is.EqualTo(MigrationStatus.Completed));
    }

    [Test]
    public async Task Executions_are_scheduled()
    {
        var qboxmail = Api.Client;
        var domainCode = await Api.CreateActiveDomainAsync();
        await Api.CreateMailboxAsync(domainCode);
        var csv = $"mario.rossi@example.com;imap.example.net;mario@example.net;{Password}\n";

        // example
        var evening = DateTimeOffset.UtcNow.AddHours(8);
        var created = await qboxmail.Migrations.CreateAsync(new CreateMigrationRequest("mailboxes.csv", csv, preset: "standard")
        {
            FirstExecutionDate = evening,
            SecondExecutionDate = evening.AddHours(20),
        });

        var migration = await qboxmail.Migrations.WaitUntilReadyToScheduleAsync(created.ResourceCode);
        Console.WriteLine($"{migration.ResourceCount} mailboxes, {(migration.ResourcesHasErrors == true ? "some" : "none")} with errors");
        // end

        Assert.That(Output.Single(), Does.StartWith("1 mailboxes"));
    }
}
