using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Qboxmail.Tests;

/// <summary>No overload is ambiguous for literals.</summary>
[Parallelizable]
public class OverloadTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly CSharpCompilation WithReferences = CSharpCompilation.Create(
        "Calls",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static IEnumerable<TestCaseData> Overloads =>
        from type in typeof(QboxmailClient).Assembly.GetExportedTypes()
        from member in type.GetMembers(Declared).OfType<MethodBase>()
        where !member.IsSpecialName || member.IsConstructor
        group member by (type, member.Name) into overloads
        where overloads.Count() > 1
        select new TestCaseData(overloads.Key.type, overloads.Key.Name).SetArgDisplayNames(overloads.Key.type.Name, overloads.Key.Name);

    [TestCaseSource(nameof(Overloads))]
    public void Overloads_are_not_ambiguous_for_null_and_default(Type type, string name)
    {
        var members = type.GetMember(name, Declared).OfType<MethodBase>();
        var counts = members.SelectMany(member => Counts(member.GetParameters())).Distinct().Where(count => count > 0);
        var calls = counts.SelectMany(count => new[] { "null!", "default!" }.Select(literal => Call(type, name, Enumerable.Repeat(literal, count))));

        Assert.That(calls.SelectMany(Errors), Is.Empty);
    }

    [Test]
    public void Overloads_were_found() => Assert.That(Overloads.Count(), Is.GreaterThan(4));

    [Test]
    public void An_ambiguous_call_is_detected() => Assert.That(Errors("new System.IO.StreamReader(null!)"), Is.Not.Empty);

    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", [])", "requests")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", [mailbox, mailbox])", "requests")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", new[] { mailbox })", "requests")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", null!, new BulkOptions())", "requests")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", null!, null)", "requests")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", mailbox)", "request")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", null!)", "request")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", default!)", "request")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", null!, default)", "request")]
    [TestCase("client.EmailAccounts.CreateIfNotExistsAsync(\"D1\", new(\"mario\", \"Correct-horse-7\", \"Mario\"))", "request")]
    public void A_call_binds_to_the_overload_that_its_arguments_mean(string call, string parameter)
    {
        var model = Compile(call, out var tree);
        var node = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Last(
            invocation => invocation.ToString() == call);

        Assert.That(((IMethodSymbol)model.GetSymbolInfo(node).Symbol!).Parameters[1].Name, Is.EqualTo(parameter));
    }

    private static IEnumerable<int> Counts(ParameterInfo[] parameters) =>
        Enumerable.Range(parameters.Count(parameter => !parameter.IsOptional), parameters.Count(parameter => parameter.IsOptional) + 1);

    private static string Call(Type type, string name, IEnumerable<string> arguments)
    {
        var target = Name(type);
        var list = string.Join(", ", arguments);

        return name == ".ctor" ? $"new {target}({list})"
            : type.GetMethods().Any(method => method.IsStatic && method.Name == name) ? $"{target}.{name}({list})"
            : $"default({target})!.{name}({list})";
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(_ => nameof(String)))}>"
        : type.FullName!.Replace('+', '.');

    // QBOX001 marks inferred operations. CS1503: a value type takes no null.
    private static IEnumerable<string> Errors(string call) => Compile(call, out _).GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not ("QBOX001" or "CS1503"))
        .Select(diagnostic => $"{call}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");

    private static SemanticModel Compile(string call, out SyntaxTree tree)
    {
        tree = CSharpSyntaxTree.ParseText(
            $$"""
            using System; using Qboxmail; using Qboxmail.Models;
            class Caller { object Call(QboxmailClient client, CreateEmailAccountRequest mailbox) => {{call}}; }
            """);
        return WithReferences.AddSyntaxTrees(tree).GetSemanticModel(tree);
    }
}
