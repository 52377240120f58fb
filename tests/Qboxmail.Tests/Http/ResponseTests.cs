using System.Net;

namespace Qboxmail.Tests;

public class ResponseTests : ApiTests
{
    [Test]
    public async Task An_item_is_read_from_its_envelope()
    {
        Api.Get("/api/domains/D1", """{"resources": [{"code": "D1", "name": "example.com"}], "pagination": {"current_page": 1}}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(domain.Name, Is.EqualTo("example.com"));
        Api.Verify();
    }

    [Test]
    public async Task An_item_is_read_from_an_envelope_without_a_list()
    {
        Api.Get("/api/domains/D1", """{"resources": {"code": "D1"}}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    [TestCase("""{"resources": []}""")]
    [TestCase("""{"resources": [null]}""")]
    [TestCase("""{"resources": null}""")]
    [TestCase("""{"resources": null, "pagination": {"total_records": 0}}""")]
    [TestCase("""{"resources": {}}""")]
    public async Task A_read_without_a_resource_is_reported_as_NotFound(string body)
    {
        Api.Get("/api/domains/D1", body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.NotFound));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(exception.OperationId, Is.EqualTo("Domains_Get"));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.False);
        Assert.That(exception.ResponseBody, Is.EqualTo(body.Replace(" ", "", StringComparison.Ordinal)));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get returned 200, but the response contains no resource."));
    }

    [Test]
    public async Task A_write_without_a_resource_is_unexpected_and_may_have_been_processed()
    {
        Api.Post("/api/delivery/domains", HttpStatusCode.Created, """{"resources": []}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Delivery.Domains.CreateAsync(new("example.com")));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "DeliveryDomains_Create returned 201, but the response contains no resource." +
                " The request may have been processed; check the resource before retrying."));
    }

    [TestCase("""{}""")]
    [TestCase("""{"resources": null, "pagination": {"total_records": 1}}""")]
    [TestCase("""null""")]
    [TestCase("""[]""")]
    [TestCase(""" "D1" """)]
    public async Task A_response_without_an_envelope_is_unexpected(string body)
    {
        Api.Get("/api/domains/D1", body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.Message, Is.EqualTo("Domains_Get returned 200, but the response contains no list of resources."));
    }

    [Test]
    public async Task An_unpaged_list_takes_one_request()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": [{"key": "a"}, {"key": "b"}]}""");

        var permissions = await Client.Permissions.ListAsync();

        Assert.That(permissions.Select(permission => permission.Key), Is.EqualTo(["a", "b"]));
        Api.Verify();
    }

    [Test]
    public async Task An_unpaged_list_may_be_empty()
    {
        Api.Get(ApiRoute.Path("Permissions_List"), """{"resources": []}""");

        var permissions = await Client.Permissions.ListAsync();

        Assert.That(permissions, Is.Empty);
    }

    [TestCase("""[{"key": "a"}, "b"]""")]
    [TestCase("""[{"key": "a"}, null]""")]
    [TestCase("""{"0": {"key": "a"}, "2": null}""")]
    public async Task List_items_that_are_not_objects_are_reported_instead_of_skipped(string items)
    {
        Api.Get(ApiRoute.Path("Permissions_List"), $$"""{"resources": {{items}}}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Permissions.ListAsync());

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
    }

    [TestCase("""{"code": "D1"}""")]
    [TestCase("""{"1000000000": {"code": "D1"}}""")]
    [TestCase("""{"1a": {"code": "D1"}}""")]
    [TestCase("""{"-1": {"code": "D1"}}""")]
    [TestCase("""{"": {"code": "D1"}}""")]
    [TestCase("\"D1\"")]
    public async Task One_resource_in_place_of_a_list_is_unexpected(string resources)
    {
        Api.Get("/api/domains?page=1", $$"""{"resources": {{resources}}}""");

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.ListPageAsync());

        Assert.That(exception!.Message, Is.EqualTo("Domains_List returned 200, but the response contains no list of resources."));
    }

    [TestCase("0")]
    [TestCase("999999999")]
    public async Task An_object_whose_names_are_numbers_is_a_list(string index)
    {
        Api.Get("/api/domains?page=1", "{\"resources\": {\"" + index + "\": {\"code\": \"D1\"}}}");

        Assert.That((await Client.Domains.ListPageAsync()).Items.Single().Code, Is.EqualTo("D1"));
    }

    [Test]
    public async Task A_value_is_read_without_an_envelope()
    {
        Api.Put(ApiRoute.Path("Domains_VerifyDnsOwnershipNow", "D1"), HttpStatusCode.OK, """{"verified": true, "resolved_ip": "192.0.2.1"}""");

        var result = await Client.Domains.VerifyDnsOwnershipNowAsync("D1");

        Assert.That(result.Verified, Is.True);
        Assert.That(result.ResolvedIp, Is.EqualTo("192.0.2.1"));
        Api.Verify();
    }

    [TestCase("""[]""")]
    [TestCase("""null""")]
    [TestCase(""" "done" """)]
    public async Task A_value_that_is_not_a_JSON_object_is_unexpected(string body)
    {
        Api.Put(ApiRoute.Path("Domains_VerifyDnsOwnershipNow", "D1"), HttpStatusCode.OK, body);

        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.VerifyDnsOwnershipNowAsync("D1"));

        Assert.That(exception!.Reason, Is.EqualTo(QboxmailErrorReason.Unexpected));
        Assert.That(exception.RequestMayHaveBeenProcessed, Is.True);
        Assert.That(
            exception.Message,
            Is.EqualTo(
                "Domains_VerifyDnsOwnershipNow returned 200, but the response is not a JSON object." +
                " The request may have been processed; check the resource before retrying."));
    }

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.Accepted)]
    [TestCase((HttpStatusCode)299)]
    public async Task Every_2xx_status_is_a_success(HttpStatusCode status)
    {
        Api.Get("/api/domains/D1", status, """{"resources": [{"code": "D1"}]}""");

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    [Test]
    public async Task The_content_type_of_a_JSON_response_is_ignored()
    {
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(
            HttpStatusCode.OK, new StringContent("""{"resources": [{"code": "D1"}]}""")));

        var domain = await Client.Domains.GetAsync("D1");

        Assert.That(domain.Code, Is.EqualTo("D1"));
    }

    [Test]
    public async Task A_success_response_is_disposed()
    {
        using var content = new ObservedContent("""{"resources": [{"code": "D1"}]}""");
        Api.Expect(HttpMethod.Get, "/api/domains/D1", _ => FakeApi.Response(HttpStatusCode.OK, content));

        await Client.Domains.GetAsync("D1");

        Assert.That(content.IsDisposed, Is.True);
    }

    [Test]
    public async Task A_byte_order_mark_is_ignored()
    {
        Api.Get("/api/domains/D1", "\ufeff" + """{"resources": [{"code": "D1"}]}""");
        Api.Get("/api/domains/D2", HttpStatusCode.NotFound, "\ufeff" + """{"message": "Not found"}""");

        var domain = await Client.Domains.GetAsync("D1");
        var exception = await Assert.ThrowsAsync<QboxmailApiException>(() => Client.Domains.GetAsync("D2"));

        Assert.That(domain.Code, Is.EqualTo("D1"));
        Assert.That(exception!.Message, Does.StartWith("Domains_Get failed: 404 Not found."));
    }

    [Test]
    public async Task Concurrent_calls_return_their_own_responses()
    {
        using var server = new StubHandler(async (request, cancellationToken) =>
        {
            await Task.Yield();
            var code = request.RequestUri!.Segments[^1];
            return code.EndsWith('7')
                ? FakeApi.Response(HttpStatusCode.NotFound, $$"""{"message": "{{code}}"}""")
                : FakeApi.Response(HttpStatusCode.OK, $$"""{"resources": [{"code": "{{code}}"}]}""");
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token }, server);

        var codes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            try
            {
                return (await client.Domains.GetAsync($"D{number}")).Code;
            }
            catch (QboxmailApiException exception)
            {
                return exception.Message.Split(' ')[3].TrimEnd('.');
            }
        }));

        Assert.That(codes, Is.EqualTo(Enumerable.Range(0, 200).Select(number => $"D{number}")));
    }

    [Test]
    public async Task A_call_never_posts_to_the_SynchronizationContext_of_its_caller()
    {
        var time = new FakeTime { AutoAdvanceDelays = true };
        var isFirst = true;
        using var server = new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Run(() => { }, cancellationToken).ConfigureAwait(false);
            var response = FakeApi.Response(isFirst ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, """{"resources": [{"code": "D1"}]}""");
            isFirst = false;
            return response;
        });
        using var client = new QboxmailClient(new() { ApiToken = FakeApi.Token, TimeProvider = time }, server);
        var context = new CountingContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<Domain> call;

        try
        {
            call = client.Domains.GetAsync("D1");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await call;

        Assert.That(context.Count, Is.Zero);
    }

    private sealed class ObservedContent(string text) : StringContent(text)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class CountingContext : SynchronizationContext
    {
        public int Count { get; private set; }

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Count++;
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
    }
}
