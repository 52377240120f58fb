using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>One call as the generated methods describe it; several tries are sent from it.</summary>
internal sealed class ApiRequest(ApiOperation operation)
{
    private const string RawOperation = "Send";

    private readonly List<(string Name, string Value)> _path = [];
    private readonly StringBuilder _query = new();
    private IReadOnlyList<string>? _secrets;
    private string? _rawAddress;

    public ApiOperation Operation { get; } = operation;

    public byte[]? Content { get; private set; }

    /// <summary>Path and query, relative to the base address.</summary>
    public string RelativeAddress =>
        _rawAddress ?? _path.Aggregate(Operation.Path, (path, part) => path.Replace($"{{{part.Name}}}", Uri.EscapeDataString(part.Value))) + _query;

    /// <summary>What was written as a secret. Into a body that the caller wrote nobody looks before a text is to be cleaned.</summary>
    public IReadOnlyList<string> Secrets => _secrets ??= Content is null ? [] : SecretRedactor.FindIn(Content);

    /// <summary>Told how long a 429 makes this request wait.</summary>
    public Action<TimeSpan>? RateLimited { get; private init; }

    /// <summary>Gets a value indicating whether a filter is an empty list. The API would take it for no filter and return everything.</summary>
    public bool MatchesNothing { get; private set; }

    /// <summary>A request whose path and body the caller has made.</summary>
    public static ApiRequest Raw(HttpMethod method, string path, string? json, bool isIdempotent)
    {
        var relative = (path ?? throw new ArgumentNullException(nameof(path))).TrimStart('/');
        var parts = relative.Split('?')[0].Split('/');

        if (path.StartsWith("//", StringComparison.Ordinal) || path != path.Trim() || path.Any(character => character is '\\' or '#' || char.IsControl(character))
            || (path == relative && parts[0].Contains(':')) || parts.Any(part => Uri.UnescapeDataString(part) is "." or ".." or ""))
        {
            throw new ArgumentException($"'{path}' is no path below the host, such as /api/domains; it must have no host, no dot parts, no empty parts and no fragment.", nameof(path));
        }

        return new ApiRequest(new ApiOperation(RawOperation, method, "{path}", isIdempotent))
        {
            _rawAddress = SentText.Checked(nameof(path), relative),
            Content = json is null ? null : Encoding.UTF8.GetBytes(SentText.Checked("jsonBody", json)),
        };
    }

    /// <summary>The request for the resource that this list stands below.</summary>
    public ApiRequest? Parent()
    {
        if (Operation.Parent is null)
        {
            return null;
        }

        var parent = new ApiRequest(Operation.Parent);
        parent._path.AddRange(_path);
        return parent;
    }

    /// <summary>The same list, another page.</summary>
    /// <param name="page">Its number.</param>
    /// <param name="pageSize">Rows on it.</param>
    /// <param name="rateLimited">Told how long a 429 makes the request wait.</param>
    public ApiRequest Page(int page, int? pageSize, Action<TimeSpan>? rateLimited = null)
    {
        var request = new ApiRequest(Operation) { RateLimited = rateLimited, MatchesNothing = MatchesNothing };
        request._path.AddRange(_path);
        request._query.Append(_query);
        return request.Query("page", page).Query("per", pageSize);
    }

    public ApiRequest Path(string name, string value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is null)
        {
            throw new ArgumentNullException(argument);
        }

        // An empty part or a dot part would turn the address into that of another resource.
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
        {
            throw new ArgumentException($"'{value}' cannot stand in a path; a code or id of the API is needed.", argument);
        }

        _path.Add((name, SentText.Checked(argument, value)));
        return this;
    }

    /// <summary>A filter that tells which resource is meant: without it the request would be about all of them.</summary>
    public ApiRequest RequiredQuery(string name, string value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        if (value is null)
        {
            throw new ArgumentNullException(argument);
        }

        return string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"'{value}' is no value for {name}.", argument) : Query(name, value);
    }

    public ApiRequest Path(string name, long value)
    {
        _path.Add((name, value.ToString(CultureInfo.InvariantCulture)));
        return this;
    }

    public ApiRequest Query(string name, string? value) => value is null ? this : Append(name, Uri.EscapeDataString(SentText.Checked(name, value)));

    public ApiRequest Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    public ApiRequest Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest Query(string name, DateTime? value) => Query(name, value is { } day ? Timestamps.FormatDate(day) : null);

    public ApiRequest Query(string name, DateTimeOffset? value) => Query(name, value is { } time ? Timestamps.Format(time) : null);

    public ApiRequest Query<T>(string name, T? value)
        where T : struct, IOpenEnum =>
        Query(name, value is { } known ? RequestWriter.Text(name, known) : null);

    public ApiRequest Query(string name, IReadOnlyList<string>? values, string separator) =>
        values switch
        {
            null => this,
            { Count: 0 } => WithoutMatch(),
            _ => Append(name, string.Join(separator, values.Select(value => Uri.EscapeDataString(SentText.Checked(name, value ?? throw new ArgumentException($"The list '{name}' contains null.")))))),
        };

    public ApiRequest Query(string name, IReadOnlyList<long>? values, string separator) =>
        Query(name, values?.Select(value => value.ToString(CultureInfo.InvariantCulture)).ToList(), separator);

    public ApiRequest Body(IRequestBody body, [CallerArgumentExpression(nameof(body))] string argument = "")
    {
        if (body is null)
        {
            throw new ArgumentNullException(argument);
        }

        (Content, _secrets) = RequestWriter.Write(body);
        return this;
    }

    private ApiRequest WithoutMatch()
    {
        MatchesNothing = true;
        return this;
    }

    private ApiRequest Append(string name, string escaped)
    {
        _query.Append(_query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(escaped);
        return this;
    }
}
