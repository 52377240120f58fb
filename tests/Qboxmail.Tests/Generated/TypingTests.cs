namespace Qboxmail.Tests;

/// <summary>What a response contains fits where a request takes it, and the same thing has the same name everywhere.</summary>
public class TypingTests
{
    [Test]
    public void A_value_of_a_response_fits_the_request_and_the_filter_of_its_kind()
    {
        var account = new DeliveryAccount { Type = DeliveryAccountType.Newsletter, Plan = DeliveryAccountPlan.Monthly };
        var entry = new SuppressionEntry { Reason = SuppressionReason.Bounce };
        var mailbox = new EmailAccount { Language = UserLanguage.It };

        var create = new CreateDeliveryAccountRequest("x", account.Type!.Value);
        var accounts = new DeliveryAccountsListQuery { Type = account.Type, Plan = account.Plan };
        var suppress = new CreateSuppressionEntryRequest("a@example.com", entry.Reason!.Value);
        var update = new UpdateEmailAccountRequest { Language = mailbox.Language };

        Assert.That((create.Type, accounts.Type, accounts.Plan), Is.EqualTo((account.Type.Value, account.Type, account.Plan)));
        Assert.That((suppress.Reason, update.Language), Is.EqualTo((entry.Reason.Value, mailbox.Language)));
    }

    [Test]
    public async Task A_password_is_confirmed_by_itself_unless_the_caller_says_otherwise()
    {
        Assert.That(
            await SentBody.OfAsync(new UpdateDomainRequest { PostmasterPassword = "Correct-horse-7" }),
            Is.EqualTo("""{"postmaster_password":"Correct-horse-7","postmaster_password_confirmation":"Correct-horse-7"}"""));
        Assert.That(
            await SentBody.OfAsync(new UpdateDomainRequest { PostmasterPassword = "one-Password-1", PostmasterPasswordConfirmation = "other" }),
            Is.EqualTo("""{"postmaster_password":"one-Password-1","postmaster_password_confirmation":"other"}"""));
        Assert.That(await SentBody.OfAsync(new UpdateDomainRequest()), Is.EqualTo("{}"));
        Assert.That(new CreateManagerRequest("a@example.com", "Anna", "Bianchi", "one").PasswordConfirmation, Is.EqualTo("one"));
    }

    [Test]
    public void A_code_or_id_in_a_path_says_what_it_identifies()
    {
        var vague = OperationCall.Clients.SelectMany(client => client.PropertyType.GetMethods())
            .SelectMany(method => method.GetParameters(), (method, parameter) => (Method: $"{method.DeclaringType}.{method.Name}", parameter.Name))
            .Where(parameter => parameter.Name is "code" or "codes" or "id" or "ids");

        Assert.That(vague, Is.Empty);
    }

    [Test]
    public void Enumerations_with_the_same_values_are_one_unless_they_are_states()
    {
        // States of different resources can get different values later.
        var repeated = typeof(Domain).Assembly.GetExportedTypes()
            .Where(type => type.IsValueType && type.GetNestedType("Values") is not null && !type.Name.Contains("Status", StringComparison.Ordinal))
            .GroupBy(type => string.Join(' ', type.GetNestedType("Values")!.GetFields().Select(field => field.GetRawConstantValue()).Order()))
            .Where(types => types.Count() > 1);

        Assert.That(repeated.Select(types => string.Join(", ", types.Select(type => type.Name))), Is.Empty);
    }

    [Test]
    public void Names_of_properties_begin_each_word_with_an_uppercase_letter()
    {
        string[] compounds = ["Firstname", "Lastname", "Username", "Hostname", "Timezone", "Addressbook", "Datetime", "Helpdesk", "Autorenew"];

        var joined = typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties())
            .Where(property => compounds.Any(compound => property.Name.Contains(compound, StringComparison.Ordinal)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.That(joined, Is.Empty);
    }
}
