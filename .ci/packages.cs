#:property PublishAot=false
#:property SignAssembly=false
#:property InvariantGlobalization=true

// Checks the packages in a folder: content, description, page, icon, symbols and sources.
// dotnet run .ci/packages.cs -- FOLDER VERSION [REPOSITORY COMMIT ROOT]
// REPOSITORY is the URL that the packages must contain, and ROOT the folder that they were built in.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var folder = args[0];
var version = args[1];
var (repository, commit, root) = args.Length > 2 ? (args[2], args[3], args[4]) : ("", "", "");
var problems = new List<string>();

string[] common = ["LICENSE", "README.md", "icon.png"];
var packages = new Dictionary<string, (string Command, string[] Files, string[] Dependencies)>
{
    ["Qboxmail"] = ("dotnet add package Qboxmail",
    [
        .. common, "lib/net10.0/Qboxmail.dll", "lib/net10.0/Qboxmail.xml", "lib/netstandard2.0/Qboxmail.dll", "lib/netstandard2.0/Qboxmail.xml",
        "openapi/qboxmail-management.yaml",
    ],
    [
        "net10.0 Microsoft.Extensions.Http.Resilience 10.0.0",
        ".NETStandard2.0 Microsoft.Bcl.AsyncInterfaces 8.0.0",
        ".NETStandard2.0 Microsoft.Bcl.TimeProvider 8.0.1",
        ".NETStandard2.0 Microsoft.Extensions.Http.Resilience 10.10.0",
        ".NETStandard2.0 Newtonsoft.Json 13.0.1",
    ]),
    ["Qboxmail.Emulator"] = ("dotnet add package Qboxmail.Emulator",
        [.. common, "lib/net10.0/Qboxmail.Emulator.dll", "lib/net10.0/Qboxmail.Emulator.xml"],
        ["net10.0 CsvHelper 33.1.0", "net10.0 Scalar.AspNetCore 2.19.0", "net10.0 System.CommandLine 2.0.15"]),
    ["Qboxmail.Emulator.Tool"] = ("dotnet tool install --global Qboxmail.Emulator.Tool", common, []),
};

foreach (var (id, expected) in packages)
{
    var path = Path.Combine(folder, $"{id}.{version}.nupkg");

    if (!File.Exists(path))
    {
        problems.Add($"{path} does not exist.");
        continue;
    }

    using var package = ZipFile.OpenRead(path);

    if (!HasFiles(id, package, expected.Files))
    {
        continue;
    }

    CheckDescription(id, package, expected.Dependencies);
    CheckReadme(id, Encoding.UTF8.GetString(Read(package, "README.md")), expected.Command);
    CheckIcon(id, Read(package, "icon.png"));

    if (expected.Dependencies.Length > 0)
    {
        CheckSymbols(id, package);
    }
}

foreach (var problem in problems)
{
    Console.Error.WriteLine(problem);
}

Console.WriteLine(problems.Count == 0 ? $"{packages.Count} packages are complete." : $"{problems.Count} problems.");
return problems.Count == 0 ? 0 : 1;

void Check(string id, bool holds, string problem)
{
    if (!holds)
    {
        problems.Add($"{id}: {problem}");
    }
}

bool HasFiles(string id, ZipArchive package, string[] expected)
{
    var files = package.Entries.Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Where(name => name != "[Content_Types].xml" && name != $"{id}.nuspec")
        .Where(name => !name.StartsWith("tools/", StringComparison.Ordinal))
        .ToList();

    var missing = expected.Except(files).ToList();
    var hasTools = package.Entries.Any(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal));
    Check(id, missing.Count == 0, $"{string.Join(", ", missing)} is missing.");
    Check(id, !files.Except(expected).Any(), $"{string.Join(", ", files.Except(expected))} is not expected.");
    Check(id, hasTools == id.EndsWith(".Tool", StringComparison.Ordinal), "a tool must have tools/, and other packages must not.");
    return missing.Count == 0;
}

void CheckDescription(string id, ZipArchive package, string[] dependencies)
{
    var metadata = XDocument.Load(new MemoryStream(Read(package, $"{id}.nuspec"))).Root!.Elements().Single();
    string Text(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    Check(id, Text("id") == id && Text("version") == version, $"is {Text("id")} {Text("version")}.");
    Check(id, Text("description").StartsWith("Unofficial ", StringComparison.Ordinal), "the description does not begin with Unofficial.");
    Check(id, Text("license") == "MIT" && Text("icon") == "icon.png" && Text("readme") == "README.md", "the licence, icon or readme is not set.");
    Check(id, Text("tags").Split(' ') is ["qboxmail", _, _, _, ..], $"the tags are {Text("tags")}.");
    Check(id, Text("projectUrl") == repository, $"the project URL is '{Text("projectUrl")}'.");
    Check(id, Text("copyright") != "" && Text("authors") != "" && Text("title") != "", "the authors, title or copyright is missing.");

    var notes = Text("releaseNotes").ReplaceLineEndings("\n");
    var top = File.ReadAllText("CHANGELOG.md").ReplaceLineEndings("\n").Split("\n## ")[1].Trim();
    var isTop = top.StartsWith($"{version},", StringComparison.Ordinal) && notes == $"## {top}";
    Check(id, !notes.Contains("](", StringComparison.Ordinal), "the release notes contain a link, which package pages show as text.");
    Check(id, isTop, $"the release notes are not the top of CHANGELOG.md: {notes}");

    var source = metadata.Elements().SingleOrDefault(element => element.Name.LocalName == "repository");
    Check(id, (source?.Attribute("url")?.Value ?? "") == repository, $"the repository is '{source}'.");
    Check(id, commit == "" || source?.Attribute("commit")?.Value == commit, $"the repository is '{source}'.");

    var found =
        from element in metadata.Descendants()
        where element.Name.LocalName == "dependency"
        select $"{element.Parent!.Attribute("targetFramework")!.Value} {element.Attribute("id")!.Value} {element.Attribute("version")!.Value}";
    Check(id, found.Order().SequenceEqual(dependencies.Order()), $"depends on {string.Join("; ", found)}.");
}

// Package pages do not resolve paths of the repository.
void CheckReadme(string id, string readme, string command)
{
    var first = Regex.Match(readme, "^```[a-z]*\r?\n(?<line>.*?)\r?$", RegexOptions.Multiline).Groups["line"].Value;
    Check(id, first == command, $"the first command of README.md is '{first}'.");
    Check(id, readme.Contains("unofficial", StringComparison.OrdinalIgnoreCase), "README.md does not say unofficial.");
    Check(id, !readme.Contains("dotnet run --project", StringComparison.Ordinal), "README.md runs a project of the repository.");

    var anchors = Regex.Matches(readme, @"^#+ (?<title>.*?)\r?$", RegexOptions.Multiline)
        .Select(match => "#" + match.Groups["title"].Value.ToLowerInvariant().Replace(' ', '-'))
        .ToList();

    foreach (var link in Regex.Matches(readme, @"\]\((?<target>[^)]+)\)").Select(match => match.Groups["target"].Value))
    {
        Check(id, link.StartsWith("https://", StringComparison.Ordinal) || anchors.Contains(link), $"README.md links to {link}.");
    }
}

void CheckIcon(string id, byte[] icon)
{
    var width = BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16));
    var height = BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20));
    var isPng = icon is [0x89, (byte)'P', (byte)'N', (byte)'G', ..];
    Check(id, isPng && (width, height) == (128, 128) && icon.Length < 20_000, $"the icon has {width} x {height} pixels and {icon.Length} bytes.");
}

void CheckSymbols(string id, ZipArchive package)
{
    using var symbols = ZipFile.OpenRead(Path.Combine(folder, $"{id}.{version}.snupkg"));
    var assemblies = package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).ToList();

    foreach (var assembly in assemblies)
    {
        var pdb = Path.ChangeExtension(assembly.FullName, ".pdb");

        if (symbols.GetEntry(pdb) is null)
        {
            Check(id, false, $"the symbols do not contain {pdb}.");
        }
        else if (root != "")
        {
            var text = Encoding.Latin1.GetString(Read(package, assembly.FullName));
            Check(id, !text.Contains(root, StringComparison.Ordinal), $"{assembly.FullName} contains the path of the build.");
            CheckSources(id, Read(symbols, pdb));
        }
    }
}

// A debugger must find each source file in the repository or in the symbols.
void CheckSources(string id, byte[] pdb)
{
    using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
    var reader = provider.GetMetadataReader();
    var link = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    var embedded = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    var map = reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
        .Select(reader.GetCustomDebugInformation)
        .Where(information => reader.GetGuid(information.Kind) == link)
        .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
        .SingleOrDefault() ?? "";
    var raw = repository.Replace("https://github.com/", "https://raw.githubusercontent.com/", StringComparison.Ordinal);
    Check(id, map == $$$"""{"documents":{"/_/*":"{{{raw}}}/{{{commit}}}/*"}}""", $"SourceLink maps {map}.");

    bool IsEmbedded(DocumentHandle document) =>
        reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation)
            .Any(information => reader.GetGuid(information.Kind) == embedded);

    var documents = reader.Documents
        .Select(handle => (Name: reader.GetString(reader.GetDocument(handle).Name), IsEmbedded: IsEmbedded(handle)))
        .ToList();

    foreach (var (name, isEmbedded) in documents)
    {
        var isGenerated = name.Contains("/obj/", StringComparison.Ordinal);
        var isTracked = name.StartsWith("/_/src/", StringComparison.Ordinal) && File.Exists(name[3..]) && !isGenerated;
        var isFound = isEmbedded ? name.StartsWith("/_", StringComparison.Ordinal) : isTracked;
        Check(id, isFound, $"{name} is neither in the repository nor in the symbols.");
    }

    Check(id, documents.Count > 10 && documents.Any(document => document.IsEmbedded), $"the symbols refer to {documents.Count} source files.");
}

static byte[] Read(ZipArchive package, string name)
{
    using var stream = (package.GetEntry(name) ?? throw new FileNotFoundException($"The package does not contain {name}.")).Open();
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
