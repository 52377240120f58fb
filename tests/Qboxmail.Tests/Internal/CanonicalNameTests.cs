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
    [TestCase("example.com", "example.com.au", false)]
    [TestCase("bücher.example", "bucher.example", false)]
    [TestCase("example.com", null, false)]
    [TestCase(null, null, false)]
    [TestCase("a..b", "A..B", true)]
    [TestCase("", "", true)]
    [TestCase(".", ".", true)]
    [TestCase("ab\uD800", "ab\uD800", true)]
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

    [TestCase("mario@example.com", "mario")]
    [TestCase("\"a@b\"@example.com", "\"a@b\"")]
    [TestCase("mario", "mario")]
    [TestCase(null, null)]
    public void The_local_part_of_an_email_address_ends_at_the_last_at_sign(string? address, string? localPart) =>
        Assert.That(CanonicalName.LocalPartOf(address), Is.EqualTo(localPart));

    private static string Label(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Characters[random.Next(Characters.Length)])]);
}
