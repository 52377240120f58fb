using System.Security.Cryptography;
using System.Text;

namespace Qboxmail.Tests;

public class BundleTests
{
    [Test]
    public void The_bundle_is_up_to_date_with_its_sources()
    {
        var recorded = ApiDocument.Value.Extension("x-qboxmail-parts")?.ToString();

        Assert.That(
            recorded,
            Is.EqualTo($"sha256:{HashOfParts()}"),
            "openapi/dist is outdated. Bundle its sources: cd build && npm ci --ignore-scripts && npm run bundle");
    }

    /// <summary>Calculates the hash as build/rules/decorators.js does.</summary>
    private static string HashOfParts()
    {
        var root = Path.Combine(Repository.Root, "openapi");
        var names = Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(name => !name.StartsWith("dist/", StringComparison.Ordinal) && !name.StartsWith("released/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var text = string.Concat(
            names.Select(name => $"{name}\n{File.ReadAllText(Path.Combine(root, name)).Replace("\r\n", "\n", StringComparison.Ordinal)}\n"));

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
