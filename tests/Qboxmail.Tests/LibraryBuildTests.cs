using System.Reflection;
using System.Runtime.Versioning;

namespace Qboxmail.Tests;

/// <summary>Each test project runs against its own build of the library. No other test would notice the wrong build.</summary>
public class LibraryBuildTests
{
    [Test]
    public void The_tests_run_against_the_library_build_of_their_project()
    {
        var framework = typeof(QboxmailClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

        Assert.That(
            framework,
            Is.EqualTo(typeof(LibraryBuildTests).Assembly.GetName().Name switch
            {
                "Qboxmail.Tests" => ".NETCoreApp,Version=v10.0",
                "Qboxmail.Tests.NetStandard" => ".NETStandard,Version=v2.0",
                var other => $"{other} is not a known test project",
            }));
    }

    [Test]
    public void The_library_has_a_strong_name() =>
        Assert.That(typeof(QboxmailClient).Assembly.GetName().GetPublicKeyToken(), Is.Not.Empty);

    // The compiler refers to this type in calls of init accessors. A library that was compiled with the other build expects it in this assembly.
    [Test]
    public void Init_properties_can_be_set_by_a_library_that_targets_another_framework() =>
        Assert.That(typeof(QboxmailClient).Assembly.GetType("System.Runtime.CompilerServices.IsExternalInit"), Is.Not.Null);
}
