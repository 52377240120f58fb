using System.Reflection;
using System.Runtime.Versioning;

namespace Qboxmail.Tests;

/// <summary>The tests run twice, against two builds of the library. Were both runs against the same build, nobody would see it but here.</summary>
public class LibraryBuildTests
{
    [Test]
    public void Is_that_of_the_test_project()
    {
        var framework = typeof(QboxmailClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

        Assert.That(
            framework,
            Is.EqualTo(typeof(LibraryBuildTests).Assembly.GetName().Name switch
            {
                "Qboxmail.Tests" => ".NETCoreApp,Version=v10.0",
                "Qboxmail.Tests.NetStandard" => ".NETStandard,Version=v2.0",
                var other => $"{other} is unknown",
            }));
    }

    [Test]
    public void Has_a_strong_name() =>
        Assert.That(typeof(QboxmailClient).Assembly.GetName().GetPublicKeyToken(), Is.Not.Empty);
}
