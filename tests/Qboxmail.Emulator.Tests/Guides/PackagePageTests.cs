using Microsoft.CodeAnalysis;

namespace Qboxmail.Emulator.Tests;

/// <summary>The first call of the package page.</summary>
public class PackagePageTests : GuideFixture
{
    [Test]
    public void The_package_page_has_a_first_call_and_a_first_test() => Assert.That(PackageExamples.All, Has.Count.EqualTo(2));

    [Test]
    public async Task The_first_call_lists_the_domains()
    {
        await Api.CreateActiveDomainAsync();

        PackageExamples.Compile(PackageExamples.All[0], OutputKind.ConsoleApplication).EntryPoint!.Invoke(null, [Array.Empty<string>()]);

        Assert.That(Output, Is.EqualTo(["example.com: enabled"]));
    }
}
