namespace Qboxmail.Fuzz;

/// <summary>A response that a fuzz target reads.</summary>
internal sealed record FuzzInput(string Target, string Kind, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };

        foreach (var (name, value) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
