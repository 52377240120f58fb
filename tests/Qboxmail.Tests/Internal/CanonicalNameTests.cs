using System.Text;
using Qboxmail.Internal;

namespace Qboxmail.Tests;

/// <summary>Different spellings of a name are compared in one canonical form.</summary>
public class CanonicalNameTests
{
    private const int Names = 2000;

    // Composed characters of several scripts, in lower and upper case.
    private const string Characters = "abcxyz0189àèìòùäöüéñçøåłžабвгдежαβγδεω";

    private static readonly bool CanCompose = "u\u0308".Normalize(NormalizationForm.FormC) == "ü";

    [TestCase("example.com", "EXAMPLE.com", true)]
    [TestCase("example.com", "example.com.", true)]
    [TestCase("bücher.example", "BÜCHER.EXAMPLE", true)]
    [TestCase("bücher.example", "xn--bcher-kva.example", true)]
    [TestCase("BÜCHER.example.", "XN--BCHER-KVA.example", true)]
    [TestCase("bücher。example", "bücher.example", true)]
    [TestCase("example.com。", "example.com", true)]
    [TestCase("example.com．", "example.com", true)]
    [TestCase("example.com｡", "example.com", true)]
    [TestCase("example.com!", "example.com", false)]
    [TestCase("example.com", "example.com.au", false)]
    [TestCase("bücher.example", "bucher.example", false)]
    [TestCase("example.com", null, false)]
    [TestCase(null, null, false)]
    [TestCase("a..b", "A..B", true)]
    [TestCase("", "", true)]
    [TestCase(".", ".", true)]
    public void Domain_names_are_equal_in_every_form(string? left, string? right, bool areSame)
    {
        Assert.That(CanonicalName.AreSameDomain(left, right), Is.EqualTo(areSame));
        Assert.That(CanonicalName.AreSameDomain(right, left), Is.EqualTo(areSame));
    }

    [TestCase("example.com", "example.com")]
    [TestCase("Example.Com.", "Example.Com example.com")]
    [TestCase("BÜCHER.example", "BÜCHER.example bücher.example xn--bcher-kva.example")]
    [TestCase("XN--BCHER-KVA.example", "XN--BCHER-KVA.example bücher.example xn--bcher-kva.example")]
    [TestCase("bücher。example", "bücher。example bücher.example xn--bcher-kva.example")]
    [TestCase("xn--a.example", "xn--a.example")]
    public void A_domain_is_searched_for_as_given_in_Unicode_and_in_punycode(string name, string forms) =>
        Assert.That(string.Join(" ", CanonicalName.DomainForms(name)), Is.EqualTo(forms));

    [TestCase("mario", "mario")]
    [TestCase("MARIO", "MARIO mario")]
    [TestCase("CITTÀ", "CITTÀ città")]
    public void A_mailbox_is_searched_for_as_given_and_in_lower_case(string name, string forms) =>
        Assert.That(string.Join(" ", CanonicalName.LocalPartForms(name)), Is.EqualTo(forms));

    [Test]
    public void A_random_domain_name_equals_its_upper_case_and_punycode_forms_and_no_other_name()
    {
        for (var seed = 1; seed <= Names; seed++)
        {
            var random = new Random(seed);
            var name = $"{Label(random)}.{Label(random)}.example";
            var forms = CanonicalName.DomainForms(name).ToList();

            Assert.That(CanonicalName.AreSameDomain(name, name.ToUpperInvariant() + "."), $"Seed {seed}: {name}");
            Assert.That(forms.All(form => CanonicalName.AreSameDomain(form, name)), $"Seed {seed}: {string.Join(" ", forms)}");
            Assert.That(forms[^1].All(char.IsAscii), $"Seed {seed}: {forms[^1]}");
            Assert.That(CanonicalName.AreSameDomain(name, "x" + name), Is.False, $"Seed {seed}: {name}");
        }
    }

    [Test]
    public void A_name_with_combining_marks_is_compared_or_rejected()
    {
        const string decomposed = "bu\u0308cher.example";

        if (CanCompose)
        {
            Assert.DoesNotThrow(() => CanonicalName.ThrowIfNotComparable(decomposed));
            Assert.That(CanonicalName.LocalPartForms(decomposed), Is.EqualTo(new[] { decomposed, "bücher.example" }));
            Assert.That(CanonicalName.AreSameDomain(decomposed, "bücher.example"));
            return;
        }

        var exception = Assert.Throws<ArgumentException>(() => CanonicalName.ThrowIfNotComparable(decomposed));
        Assert.That(exception!.Message, Does.Contain("contains combining marks, which cannot be compared under invariant globalization"));
        Assert.That(exception.ParamName, Is.EqualTo("decomposed"));
        Assert.DoesNotThrow(() => CanonicalName.ThrowIfNotComparable("bücher.example"));
        // A syllable of Korean, composed and as its letters.
        Assert.DoesNotThrow(() => CanonicalName.ThrowIfNotComparable("\uAC00.example"));
        Assert.Throws<ArgumentException>(() => CanonicalName.ThrowIfNotComparable("\u1100\u1161.example"));
    }

    [TestCase("mario", "MARIO", true)]
    [TestCase("nicolò", "NICOLÒ", true)]
    [TestCase("mario", "mario.rossi", false)]
    [TestCase(null, "mario", false)]
    public void Local_parts_of_email_addresses_are_compared_without_case(string? left, string? right, bool areSame) =>
        Assert.That(CanonicalName.AreSameLocalPart(left, right), Is.EqualTo(areSame));

    // Attributes cannot contain an unpaired surrogate.
    [Test]
    public void Names_with_an_unpaired_surrogate_are_compared_as_they_are()
    {
        Assert.That(CanonicalName.AreSameLocalPart("a\uD800", "a\uD800"));
        Assert.That(CanonicalName.AreSameLocalPart("a\uD800", "b\uD800"), Is.False);
        Assert.That(CanonicalName.AreSameDomain("a\uD800", "a\uD800"));
        Assert.That(CanonicalName.AreSameDomain("a\uD800", "b\uD800"), Is.False);
    }

    [TestCase("mario@example.com", "mario")]
    [TestCase("\"a@b\"@example.com", "\"a@b\"")]
    [TestCase("mario", "mario")]
    [TestCase("@example.com", "")]
    [TestCase(null, null)]
    public void The_local_part_of_an_email_address_ends_at_the_last_at_sign(string? address, string? localPart) =>
        Assert.That(CanonicalName.LocalPartOf(address), Is.EqualTo(localPart));

    [TestCase("a@b", "a", "b")]
    [TestCase("\"a@b\"@example.com", "\"a@b\"", "example.com")]
    public void An_email_address_is_split_at_its_last_at_sign(string address, string name, string domain) =>
        Assert.That(CanonicalName.Split(address), Is.EqualTo((name, domain)));

    [TestCase("@example.com")]
    [TestCase("mario@")]
    [TestCase("mario")]
    [TestCase("")]
    public void An_address_without_a_local_part_or_a_domain_is_rejected(string address) =>
        Assert.That(
            () => CanonicalName.Split(address),
            Throws.ArgumentException.With.Message.Contains($"'{address}' is not an email address.").And.Property("ParamName").EqualTo("address"));

    [Test]
    public void A_name_must_not_be_null() =>
        Assert.That(
            () => CanonicalName.ThrowIfNotComparable(null!, "name"), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("name"));

    [TestCase("")]
    [TestCase(" ")]
    public void A_name_must_not_be_empty(string name) =>
        Assert.That(
            () => CanonicalName.ThrowIfNotComparable(name),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("A name must not be empty.").And.Property("ParamName").EqualTo("name"));

    private static string Label(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Characters[random.Next(Characters.Length)])]);
}
