using System.Net;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Operations;

namespace Qboxmail.Emulator.Tests;

/// <summary>The emulator serves every operation as the document describes it.</summary>
[Parallelizable]
public class EveryOperationTests
{
    private PopulatedEmulator _scene = null!;
    private PopulatedEmulator _withoutInferred = null!;

    private static IReadOnlyList<DocumentedOperation> All => ApiDocument.Operations;

    private static IEnumerable<DocumentedOperation> WithBody => All.Where(operation => operation.Body is not null);

    private static IEnumerable<(DocumentedOperation Operation, string Parameter)> PathParameters =>
        from operation in All
        from segment in operation.Segments
        where segment.StartsWith('{')
        select (operation, segment);

    // All tests can share them: the emulator rejects their requests, or they restore the state.
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
    public void Every_documented_operation_has_an_emulator_handler() =>
        Assert.That(new OperationHandlers().Ids, Is.EquivalentTo(All.Select(operation => operation.Id)));

    [Test]
    public Task Every_emulator_response_matches_the_document() => Cases.AllPassAsync(All, async operation =>
    {
        var response = await _scene.SendAsync(operation);
        _scene.Reset();
        var text = await response.Content.ReadAsStringAsync();
        var (type, content) = operation.Success;

        Assert.That(response.IsSuccessStatusCode, Is.True, $"{(int)response.StatusCode} {text}");

        switch (operation.Returns)
        {
            case "empty":
                Assert.That(text, Is.Empty);
                break;
            case "file":
                Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
                Assert.That(response.Content.Headers.ContentDisposition!.FileName, Does.Contain('.'));
                Assert.That(text, Is.Not.Empty);
                break;
            default:
                Assert.That(ResponseCheck.Differences(content!.Schema!, JsonNode.Parse(text)).Except(Undocumented(operation)), Is.Empty);
                Assert.That(!content.Schema!.IsEnvelope() || JsonNode.Parse(text)!["resources"]!.AsArray().Count > 0, Is.True, "no item to check");
                break;
        }
    });

    [Test]
    public Task Every_list_accepts_all_its_query_parameters() =>
        Cases.AllPassAsync(All.Where(operation => operation.Returns == "page"), async operation =>
        {
            var response = await _scene.SendAsync(operation, withQuery: true);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());

            Assert.That(response.IsSuccessStatusCode, Is.True, body!.ToJsonString());
            Assert.That(ResponseCheck.Differences(operation.Success.Content!.Schema!, body), Is.Empty);
        });

    [Test]
    public Task An_unknown_code_in_a_path_returns_404() => Cases.AllPassAsync(PathParameters, async item =>
        await AssertErrorAsync(await _scene.SendAsync(item.Operation, unknown: item.Parameter), HttpStatusCode.NotFound, "Not found"));

    [Test]
    public Task A_request_body_that_is_not_an_object_is_rejected_by_every_operation() => Cases.AllPassAsync(WithBody, async operation =>
        await AssertErrorAsync(await _scene.SendAsync(operation, body: "[1]"), HttpStatusCode.UnprocessableEntity, "The body must be a JSON object"));

    [Test]
    public Task A_request_body_that_is_not_JSON_is_rejected_by_every_operation() => Cases.AllPassAsync(WithBody, async operation =>
        await AssertErrorAsync(
            await _scene.SendAsync(operation, body: "{\"name\": "), HttpStatusCode.UnprocessableEntity, "The body is not valid JSON"));

    [Test]
    public Task Every_missing_required_field_is_named_in_the_error() => Cases.AllPassAsync(WithBody, async operation =>
    {
        foreach (var name in operation.Body!.Schema!.Required ?? new HashSet<string>())
        {
            var body = PopulatedEmulator.Example(operation).DeepClone().AsObject();
            body.Remove(name);

            var errors = await AssertErrorAsync(
                await _scene.SendAsync(operation, body: body.ToJsonString()), HttpStatusCode.UnprocessableEntity, "Validation failed");

            Assert.That(errors, Does.Contain((name, "is required")));
        }
    });

    [Test]
    public Task Every_field_of_a_wrong_type_is_named_in_the_error() => Cases.AllPassAsync(WithBody, async operation =>
    {
        // No property of a request is an object, so an object is always wrong.
        foreach (var name in operation.Body!.Schema!.Properties?.Keys ?? [])
        {
            var body = PopulatedEmulator.Example(operation).DeepClone().AsObject();
            body[name] = new JsonObject();

            var errors = await AssertErrorAsync(
                await _scene.SendAsync(operation, body: body.ToJsonString()), HttpStatusCode.UnprocessableEntity, "Validation failed");

            Assert.That(errors.Select(error => error.Field), Does.Contain(name));
        }
    });

    [Test]
    public Task Every_operation_requires_a_token() => Cases.AllPassAsync(All, async operation =>
        await AssertErrorAsync(await _scene.SendAsync(operation, token: ""), HttpStatusCode.Unauthorized, "Unauthorized"));

    [Test]
    public Task Inferred_operations_are_served_only_on_request() =>
        Cases.AllPassAsync(All.Where(operation => operation.IsInferred), async operation =>
        {
            var response = await _withoutInferred.SendAsync(operation, body: "{}");

            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotImplemented));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(operation.Id));
        });

    // Only the prose of the provider's reference names the token.
    private static string[] Undocumented(DocumentedOperation operation) =>
        operation.Id == "DeliveryApiTokens_Create" ? ["response.resources[0].token is unknown"] : [];

    private static async Task<IReadOnlyList<(string Field, string Description)>> AssertErrorAsync(
        HttpResponseMessage response, HttpStatusCode status, string message)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That(response.StatusCode, Is.EqualTo(status), body.ToJsonString());
        Assert.That(ResponseCheck.Differences(ApiDocument.Schemas["ErrorResponse"], body), Is.Empty);
        Assert.That(body["message"]!.GetValue<string>(), Is.EqualTo(message));
        return [.. body["errors"]!.AsArray().Select(error => (error!["field"]!.GetValue<string>(), error["description"]!.GetValue<string>()))];
    }
}
