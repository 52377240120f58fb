using System.Net;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Tests;

/// <summary>What holds for each operation of the document, whichever it is.</summary>
public class EveryOperationTests
{
    private PopulatedEmulator _scene = null!;
    private PopulatedEmulator _withoutInferred = null!;

    private static IEnumerable<string> Ids => IdsOf(_ => true);

    private static IEnumerable<string> Lists => IdsOf(operation => operation.Returns == "page");

    private static IEnumerable<string> Inferred => IdsOf(operation => operation.IsInferred);

    private static IEnumerable<string> WithBody => IdsOf(operation => operation.Body is not null);

    private static IEnumerable<object[]> PathParameters =>
        PopulatedEmulator.Operations.SelectMany(
            operation => operation.Segments.Where(segment => segment.StartsWith('{')).Select(segment => new object[] { operation.Id, segment }));

    private static IEnumerable<string> IdsOf(Func<Operation, bool> condition) =>
        PopulatedEmulator.Operations.Where(condition).Select(operation => operation.Id);

    // Shared by the requests that are refused, since these change nothing.
    [OneTimeSetUp]
    public async Task Start()
    {
        _scene = await PopulatedEmulator.CreateAsync();
        _withoutInferred = await PopulatedEmulator.CreateAsync(allowInferred: false);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _scene.DisposeAsync();
        await _withoutInferred.DisposeAsync();
    }

    [Test]
    public void Has_a_behaviour() => Assert.That(new OperationHandlers().Ids, Is.EquivalentTo(Ids));

    [TestCaseSource(nameof(Ids))]
    public async Task Answers_as_the_document_says(string id)
    {
        await using var scene = await PopulatedEmulator.CreateAsync();
        var operation = PopulatedEmulator.Find(id);

        var response = await scene.SendAsync(operation);
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(response.IsSuccessStatusCode, Is.True, $"{(int)response.StatusCode} {text}");

        switch (operation.Returns)
        {
            case "empty":
                Assert.That(text, Is.Empty);
                break;
            case "file":
                Assert.That(OpenApiFile.Document.Paths[operation.Path].Operations![HttpMethod.Get].Responses!["200"].Content!.Keys,
                    Is.EqualTo([response.Content.Headers.ContentType!.MediaType]));
                Assert.That(response.Content.Headers.ContentDisposition!.FileName, Does.Contain('.'));
                Assert.That(text, Is.Not.Empty);
                break;
            default:
                Assert.That(AnswerCheck.Differences(operation.Success!, JsonNode.Parse(text)).Except(Undocumented(id)), Is.Empty);
                Assert.That(operation.Row.Count == 0 || JsonNode.Parse(text)!["resources"]!.AsArray().Count > 0, Is.True, "no row to look at");
                break;
        }
    }

    [TestCaseSource(nameof(Lists))]
    public async Task Takes_all_that_its_query_may_hold(string id)
    {
        var operation = PopulatedEmulator.Find(id);

        var response = await _scene.SendAsync(operation, withQuery: true);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), answer!.ToJsonString());
        Assert.That(AnswerCheck.Differences(operation.Success!, answer), Is.Empty);
    }

    [TestCaseSource(nameof(PathParameters))]
    public async Task Does_not_find_an_unknown_code(string id, string parameter) =>
        await AssertErrorAsync(await _scene.SendAsync(PopulatedEmulator.Find(id), unknown: parameter), HttpStatusCode.NotFound, "Not found");

    [TestCaseSource(nameof(WithBody))]
    public async Task Refuses_a_body_that_is_no_object(string id) =>
        await AssertErrorAsync(
            await _scene.SendAsync(PopulatedEmulator.Find(id), body: "[1]"), HttpStatusCode.UnprocessableEntity, "The body must be a JSON object");

    [TestCaseSource(nameof(WithBody))]
    public async Task Refuses_a_body_that_is_no_JSON(string id) =>
        await AssertErrorAsync(
            await _scene.SendAsync(PopulatedEmulator.Find(id), body: "{\"name\": "),
            HttpStatusCode.UnprocessableEntity, "The body is not valid JSON");

    [TestCaseSource(nameof(WithBody))]
    public async Task Names_each_required_field_that_is_missing(string id)
    {
        var operation = PopulatedEmulator.Find(id);

        foreach (var name in operation.Body!.Required ?? new HashSet<string>())
        {
            var body = PopulatedEmulator.Example(operation).DeepClone().AsObject();
            body.Remove(name);

            var errors = await AssertErrorAsync(
                await _scene.SendAsync(operation, body: body.ToJsonString()), HttpStatusCode.UnprocessableEntity, "Validation failed");

            Assert.That(errors, Does.Contain((name, "is required")));
        }
    }

    [TestCaseSource(nameof(WithBody))]
    public async Task Names_each_field_of_another_type(string id)
    {
        var operation = PopulatedEmulator.Find(id);

        // No schema of a request asks for an object, so that one fits nowhere.
        foreach (var name in operation.Body!.Properties?.Keys ?? [])
        {
            var body = PopulatedEmulator.Example(operation).DeepClone().AsObject();
            body[name] = new JsonObject();

            var errors = await AssertErrorAsync(
                await _scene.SendAsync(operation, body: body.ToJsonString()), HttpStatusCode.UnprocessableEntity, "Validation failed");

            Assert.That(errors.Select(error => error.Field), Does.Contain(name));
        }
    }

    [TestCaseSource(nameof(Ids))]
    public async Task Needs_a_token(string id) =>
        await AssertErrorAsync(await _scene.SendAsync(PopulatedEmulator.Find(id), token: ""), HttpStatusCode.Unauthorized, "Unauthorized");

    [TestCaseSource(nameof(Inferred))]
    public async Task Is_not_served_unasked_when_it_is_only_inferred(string id)
    {
        var operation = PopulatedEmulator.Find(id);

        var response = await _withoutInferred.SendAsync(operation, body: "{}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotImplemented));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(id));
    }

    // The service names the token nowhere but in the text of the reference.
    private static string[] Undocumented(string id) => id == "DeliveryApiTokens_Create" ? ["answer.resources[0].token is unknown"] : [];

    private static async Task<IReadOnlyList<(string Field, string Description)>> AssertErrorAsync(
        HttpResponseMessage response, HttpStatusCode status, string message)
    {
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That(response.StatusCode, Is.EqualTo(status), answer.ToJsonString());
        Assert.That(AnswerCheck.Differences(OpenApiFile.Document.Components!.Schemas!["Error"], answer), Is.Empty);
        Assert.That(answer["message"]!.GetValue<string>(), Is.EqualTo(message));
        return [.. answer["errors"]!.AsArray().Select(error => (error!["field"]!.GetValue<string>(), error["description"]!.GetValue<string>()))];
    }
}
