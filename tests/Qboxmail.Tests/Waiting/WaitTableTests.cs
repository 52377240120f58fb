using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Qboxmail.Tests;

/// <summary>The generated waits follow the tables of the document.</summary>
public class WaitTableTests
{
    private const string UnknownState = "a_state_of_tomorrow";

    private static IEnumerable<TestCaseData> Waits =>
        from operation in ApiDocument.Operations
        let wait = ApiDocument.Value.Paths[operation.Path].Operations![operation.Method].Extension("x-qboxmail-wait")
        where wait?["states"] is not null
        from state in wait["states"]!.AsObject()
        select new TestCaseData(operation.Client, wait, state.Key, state.Value).SetArgDisplayNames(operation.Client, state.Key);

    [TestCaseSource(nameof(Waits))]
    public async Task A_wait_evaluates_every_combination_of_states_as_documented(string client, JsonNode wait, string name, JsonNode state)
    {
        var items = Combinations([.. Conditions(state, "ready").Concat(Conditions(state, "failed")).SelectMany(item => item.Select(entry =>
            entry.Key)).Distinct()], wait).ToList();

        Assert.That(items.Select(item => Expected(item, state)).Distinct(), Is.SupersetOf(new[] { WaitVerdict.Ready, WaitVerdict.Pending }));

        foreach (var item in items)
        {
            Assert.That(await RunAsync(client, $"WaitUntil{name}Async", item), Is.EqualTo(Expected(item, state)), item.ToJsonString());
        }
    }

    [Test]
    public void Every_client_with_a_documented_wait_has_WaitUntilAsync()
    {
        var documented = ApiDocument.Operations
            .Where(operation => ApiDocument.Value.Paths[operation.Path].Operations![operation.Method].Extension("x-qboxmail-wait") is not null)
            .Select(operation => operation.Client);
        var actual = typeof(QboxmailClient).Assembly.GetExportedTypes().Where(type =>
            type.GetMethod("WaitUntilAsync") is not null).Select(type => type.Name);

        Assert.That(actual, Is.EquivalentTo(documented));
        Assert.That(actual, Has.Exactly(10).Items);
    }

    private static async Task<WaitVerdict> RunAsync(string client, string method, JsonObject fields)
    {
        var item = (JsonObject)fields.DeepClone();
        item["code"] = "X1";
        var body = $$"""{"resources": [{{item.ToJsonString()}}], "pagination": {"total_pages": 1, "total_records": 1} }""";
        using var server = new StubHandler(_ => FakeApi.Response(HttpStatusCode.OK, body));
        using var root = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = new FakeTime { AutoAdvanceDelays = true } }, server);
        var target = Targets(root).Single(value => value.GetType().Name == client);
        var wait = target.GetType().GetMethod(method)!;
        var arguments = wait.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(string) ? "X1"
            : parameter.ParameterType == typeof(WaitOptions) ? new WaitOptions { Timeout = TimeSpan.FromSeconds(1) }
            : (object)CancellationToken.None);

        try
        {
            await (Task)wait.Invoke(target, [.. arguments])!;
            return WaitVerdict.Ready;
        }
        catch (QboxmailWaitFailedException)
        {
            return WaitVerdict.Failed;
        }
        catch (QboxmailWaitTimeoutException)
        {
            return WaitVerdict.Pending;
        }
    }

    private static IEnumerable<object> Targets(QboxmailClient root) =>
        Properties(root).Concat(Properties(root.Delivery));

    private static IEnumerable<object> Properties(object owner) =>
        owner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.GetValue(owner)!);

    private static WaitVerdict Expected(JsonObject item, JsonNode state) =>
        Conditions(state, "failed").Any(condition => Holds(condition, item)) ? WaitVerdict.Failed
        : Conditions(state, "ready").Any(condition => Holds(condition, item)) ? WaitVerdict.Ready
        : WaitVerdict.Pending;

    private static bool Holds(JsonObject condition, JsonObject item) =>
        condition.All(entry => entry.Value!.AsArray().Any(value => value?.ToString() == item[entry.Key]?.ToString()));

    private static IEnumerable<JsonObject> Conditions(JsonNode state, string key) => state[key]?.AsArray().Select(condition =>
        condition!.AsObject()) ?? [];

    /// <summary>Items with every known value of each property, with an unknown one, and without one.</summary>
    private static IEnumerable<JsonObject> Combinations(string[] properties, JsonNode wait)
    {
        IEnumerable<JsonObject> items = [[]];

        foreach (var property in properties)
        {
            var values = ValuesOf(property, wait).Append(UnknownState).Append(null).ToList();
            items = [.. items.SelectMany(item => values.Select(value => With(item, property, value)))];
        }

        return items;
    }

    private static JsonObject With(JsonObject item, string property, string? value)
    {
        var copy = (JsonObject)item.DeepClone();
        copy[property] = value;
        return copy;
    }

    private static IEnumerable<string?> ValuesOf(string property, JsonNode wait)
    {
        var inferred = wait["states"]!.AsObject().SelectMany(state => state.Value!["inferred"]?.AsArray().Select(value => value!.ToString()) ?? []);
        var documented = ApiDocument.Schemas.Values
            .Where(schema => schema.Properties?.ContainsKey(property) == true)
            .Select(schema => schema.Properties![property].Actual().Extension("x-extensible-enum"))
            .OfType<JsonArray>().SelectMany(values => values.Select(value => value!.ToString()));

        return documented.Concat(inferred).Distinct();
    }
}
