using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Qboxmail.Tests;

/// <summary>The documentation comments of the library are complete.</summary>
public partial class DocumentationTests
{
    private static readonly Dictionary<string, XElement> Texts =
        XDocument.Load(Path.ChangeExtension(typeof(QboxmailClient).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.Contains("Qboxmail", StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value);

    [Test]
    public void Every_public_member_has_a_summary()
    {
        var members = Public().ToList();
        var silent = members.Where(member =>
            !Texts.TryGetValue(DocumentationId.Of(member), out var text)
            || !(HasText(text.Element("summary")) || IsInherited(member, text)));

        Assert.That(members, Has.Count.GreaterThan(1000));
        Assert.That(silent.Select(DocumentationId.Of), Is.Empty);
    }

    [Test]
    public void Every_parameter_of_a_public_method_has_a_description()
    {
        var silent = from method in Public().OfType<MethodBase>()
                     let text = Texts[DocumentationId.Of(method)]
                     where text.Element("inheritdoc") is null && !IsOperator(method)
                     from parameter in method.GetParameters()
                     where !text.Elements("param").Any(element => element.Attribute("name")!.Value == parameter.Name && HasText(element))
                     select $"{DocumentationId.Of(method)}: {parameter.Name}";

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Every_client_method_describes_what_it_returns()
    {
        var silent = from method in Public().OfType<MethodInfo>()
                     let text = Texts[DocumentationId.Of(method)]
                     where method.ReturnType != typeof(void)
                         && method.DeclaringType!.Name.EndsWith("Client", StringComparison.Ordinal)
                         && !HasText(text.Element("returns"))
                     select DocumentationId.Of(method);

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Every_property_whose_type_is_open_says_that_its_shape_is_not_known()
    {
        var open = typeof(Domain).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Domain).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.Name != "AdditionalProperties"
                && property.PropertyType.GetGenericArguments().Append(property.PropertyType).Contains(typeof(object)))
            .Select(DocumentationId.Of)
            .ToList();

        Assert.That(open, Has.Count.GreaterThan(10));
        Assert.That(open.Where(id => !UnknownShape().IsMatch(Texts[id].Value)), Is.Empty);
    }

    [Test]
    public void Every_reference_in_a_doc_comment_resolves()
    {
        var broken = Texts.Values.Descendants().Attributes("cref")
            .Select(reference => reference.Value)
            .Where(reference => reference.StartsWith("!:", StringComparison.Ordinal));

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void No_doc_comment_contains_template_syntax()
    {
        var odd = Texts.Values.Select(text => text.Value)
            .Where(text => text.Contains("{{", StringComparison.Ordinal)
                || text.Contains("{%", StringComparison.Ordinal)
                || text.Contains('`'));

        Assert.That(odd, Is.Empty);
    }

    private static IEnumerable<MemberInfo> Public() =>
        typeof(QboxmailClient).Assembly.GetExportedTypes().SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => IsVisible(member) && IsWritten(member))
            .Prepend(type));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType is { IsSealed: false }),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic,
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false,
    };

    // Accessors share the comment of their property; members and default constructors of the compiler have none.
    private static bool IsWritten(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && (member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_", StringComparison.Ordinal))
        && member.Name != "value__"
        && !(member is ConstructorInfo constructor && constructor.GetParameters().Length == 0 && !Texts.ContainsKey(DocumentationId.Of(member)));

    private static bool IsOperator(MethodBase method) => method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsInherited(MemberInfo member, XElement text) =>
        text.Element("inheritdoc") is not null && member is MethodInfo method && (method.GetBaseDefinition() != method || IsOfInterface(method));

    private static bool IsOfInterface(MethodInfo method) =>
        method.DeclaringType!.GetInterfaces().Any(type => method.DeclaringType.GetInterfaceMap(type).TargetMethods.Contains(method));

    [GeneratedRegex("The API reference does not (document|show|state)|format of the elements is unknown")]
    private static partial Regex UnknownShape();

    private static bool HasText(XElement? element) => element is not null && (element.Value.Trim().Length > 0 || element.HasElements);
}
