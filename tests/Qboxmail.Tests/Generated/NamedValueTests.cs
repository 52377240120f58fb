using System.Reflection;

namespace Qboxmail.Tests;

/// <summary>The constants for numbers with a meaning match the document.</summary>
public class NamedValueTests
{
    [Test]
    public void MailboxQuota_has_a_constant_for_every_documented_size()
    {
        var documented = ApiDocument.Schemas["MailboxQuota"].Extension("x-extensible-enum")!.AsArray().Select(size => size!.GetValue<long>());

        Assert.That(MailboxQuota.All, Is.EqualTo(documented));
        Assert.That(Constants<long>(typeof(MailboxQuota)), Is.EqualTo(MailboxQuota.All));
    }

    [Test]
    public void Names_of_mailbox_sizes_contain_the_size()
    {
        var names = typeof(MailboxQuota).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name);

        Assert.That(names, Is.EqualTo(MailboxQuota.All.Select(size => size < 1L << 30 ? $"Size{size >> 20}MB" : $"Size{size >> 30}GB")));
    }

    [Test]
    public void AntispamLevel_has_a_constant_for_every_documented_level()
    {
        var documented = ApiDocument.Schemas["Domain"].Properties!["antispam_level"]
            .Extension("x-extensible-enum")!.AsArray().Select(level => level!.GetValue<int>());

        Assert.That(Constants<int>(typeof(AntispamLevel)), Is.EqualTo(documented));
    }

    [Test]
    public void Every_limit_that_can_be_unlimited_refers_to_Limit()
    {
        var limits = Properties()
            .Where(property => property.Schema.Description?.Contains("-1 means no limit", StringComparison.Ordinal) == true)
            .ToList();

        Assert.That(limits, Is.Not.Empty);
        Assert.That(limits.Where(property => property.Schema.Extension("x-qboxmail-constants")?.GetValue<string>() != nameof(Limit)), Is.Empty);
    }

    [Test]
    public void Every_mailbox_size_refers_to_MailboxQuota()
    {
        var sizes = Properties().Where(property => property.Schema.NameOfReference() == "MailboxQuota").ToList();

        Assert.That(sizes, Is.Not.Empty);
        Assert.That(sizes.Where(property => property.Schema.Extension("x-qboxmail-constants")?.GetValue<string>() != nameof(MailboxQuota)), Is.Empty);
    }

    private static IEnumerable<(string Name, Microsoft.OpenApi.IOpenApiSchema Schema)> Properties() =>
        from schema in ApiDocument.Schemas
        from property in schema.Value.Properties ?? new Dictionary<string, Microsoft.OpenApi.IOpenApiSchema>()
        select ($"{schema.Key}.{property.Key}", property.Value);

    private static IEnumerable<T> Constants<T>(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (T)field.GetRawConstantValue()!);
}
