using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Qboxmail.Emulator.Tests;

/// <summary>The first test of the package page. It waits for two seconds, in which other tests run.</summary>
[Parallelizable]
public class PackageTestExampleTests
{
    [Test]
    public async Task The_first_test_of_the_package_page_is_green()
    {
        var type = PackageExamples.Compile(PackageExamples.All[1], OutputKind.DynamicallyLinkedLibrary).GetExportedTypes().Single();
        var test = type.GetMethods().Single(method => method.GetCustomAttribute<TestAttribute>() is not null);

        await (Task)test.Invoke(Activator.CreateInstance(type), null)!;
    }
}
