using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Qboxmail.Testing;

/// <summary>Creates the ways in which an attempt can fail, by name. A number is the status code of a response.</summary>
public static class FailureModes
{
    public static HttpResponseMessage Create(string name) => name switch
    {
        "lost" => throw new HttpRequestException("Lost.", new IOException("The connection was closed.")),
        "lost in the body" => FakeApi.Response(HttpStatusCode.OK, new StreamContent(BodyStream.Breaking("""{"resources": ["""))),
        "network gone in the body" => FakeApi.Response(HttpStatusCode.OK, new StreamContent(new BodyStream(
            """{"resources": [""", _ => throw new IOException("Gone.", new SocketException((int)SocketError.NetworkUnreachable))))),
        "not connected" => throw new HttpRequestException(
            HttpRequestError.ConnectionError, "Refused.", new SocketException((int)SocketError.ConnectionRefused)),
        "given up by HttpClient" => throw new TaskCanceledException("The timeout has elapsed.", new TimeoutException()),
        "unknown exception" => throw new NotSupportedException("Something else."),
        _ => new((HttpStatusCode)int.Parse(name, CultureInfo.InvariantCulture)),
    };
}
