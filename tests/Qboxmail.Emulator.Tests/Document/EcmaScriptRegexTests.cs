using Qboxmail.Emulator.Document;

namespace Qboxmail.Emulator.Tests;

public class EcmaScriptRegexTests
{
    [TestCase("^a$", "a", true)]
    [TestCase("^a$", "a\n", false)]
    [TestCase("^a$|^b$", "b\n", false)]
    [TestCase("^(?=.*[0-9]).{8,}$", "Abcdefg1", true)]
    [TestCase("^(?=.*[0-9]).{8,}$", "Abcdefg1\n", false)]
    [TestCase("^.+$", "a\rb", false)]
    [TestCase("^.+$", "a\u2028b", false)]
    [TestCase(@"^\$[$]$", "$$", true)]
    [TestCase(@"^\$[$]$", "$$\n", false)]
    [TestCase(@"^\d$", "7", true)]
    [TestCase(@"^\d$", "\u0667", false)]
    [TestCase(@"^[\d\]]+$", "1]", true)]
    [TestCase(@"^[\d\]]+$", "\u0661]", false)]
    [TestCase(@"^\w$", "é", false)]
    [TestCase("^[a-z-[aeiou]+$", "b[", true)]
    public void A_pattern_matches_as_in_ECMAScript(string pattern, string text, bool expected) =>
        Assert.That(EcmaScriptRegex.IsMatch(text, pattern), Is.EqualTo(expected));
}
