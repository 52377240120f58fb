using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Hosting;

/// <summary>Parses query strings with case-sensitive names and rejects invalid UTF-8. The parser of ASP.NET Core does neither.</summary>
internal static class QueryParameters
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ApiErrorException">The query is not valid UTF-8.</exception>
    public static IQueryCollection Read(QueryString query)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);

        foreach (var parameter in new QueryStringEnumerable(query.Value))
        {
            var name = Decode(parameter.EncodedName);
            values[name] = StringValues.Concat(values.GetValueOrDefault(name), Decode(parameter.EncodedValue));
        }

        return new QueryCollection(values);
    }

    private static string Decode(ReadOnlyMemory<char> encoded)
    {
        var bytes = Encoding.UTF8.GetBytes(encoded.ToArray());

        try
        {
            return StrictUtf8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
        }
        catch (DecoderFallbackException)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, "The query is not valid UTF-8"));
        }
    }
}
