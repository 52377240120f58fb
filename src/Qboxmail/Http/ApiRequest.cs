using Qboxmail.Json;
using Qboxmail.Redaction;

namespace Qboxmail.Http;

/// <summary>Describes the request of a call. Each attempt creates a new HttpRequestMessage from it.</summary>
internal sealed class ApiRequest(ApiOperation operation)
{
    private string _path = operation.Path;
    private string _query = "";
    private IReadOnlyList<string>? _secrets;

    public ApiOperation Operation { get; } = operation;

    public byte[]? Content { get; private set; }

    /// <summary>Gets the path and query string, relative to the base address.</summary>
    public string RelativeAddress => _path + _query;

    /// <summary>Gets the request that shows whether the parent of this list exists, or <see langword="null"/> for other operations.</summary>
    public ApiRequest? Parent { get; } = operation.Parent is { } parent ? new(parent) : null;

    /// <summary>Gets the secrets in the body. The body is parsed on first use, because only redaction needs them.</summary>
    public IReadOnlyList<string> Secrets => _secrets ??= Content is null ? [] : SecretRedactor.FindIn(Content);

    /// <summary>Gets a value indicating whether a filter is an empty list. The API would ignore such a filter and return everything.</summary>
    public bool MatchesNothing { get; private set; }

    /// <summary>Gets a value indicating whether the caller supplies the path and body, and interprets the response.</summary>
    public bool IsRaw { get; private init; }

    /// <summary>
    /// Gets or sets a value indicating whether the body of a 2xx response stays unread. The caller then reads the body and disposes the response.
    /// </summary>
    public bool LeavesBody { get; set; }

    /// <summary>
    /// Gets a value indicating whether telemetry treats 404 as a result and not as an error. This applies to a page after the last one, and to a list
    /// with a parent.
    /// </summary>
    public bool IsNotFoundExpected { get; private set; } = operation.Parent is not null;

    /// <summary>Creates a request whose path and body the caller supplies.</summary>
    public static ApiRequest Raw(HttpMethod method, string path, string? json, bool isIdempotent)
    {
        var relative = (path ?? throw new ArgumentNullException(nameof(path))).TrimStart('/');
        var parts = relative.Split('?')[0].Split('/');

        if (path.StartsWith("//", StringComparison.Ordinal) || path != path.Trim() || path.Any(c => c is '\\' or '#' || char.IsControl(c))
            || (path == relative && parts[0].Contains(':')) || parts.Any(part => part.Length == 0 || IsDotSegment(part)))
        {
            // The message omits the query string, which may contain personal data.
            throw new ArgumentException(
                $"'{path.Split('?')[0]}' is not a valid path. Pass a path relative to BaseAddress, such as /api/domains,"
                + " without a host, a fragment, empty segments or dot segments.",
                nameof(path));
        }

        return new ApiRequest(new ApiOperation("Send", method, "{path}", isIdempotent))
        {
            IsRaw = true,
            _path = SentText.Checked(nameof(path), relative),
            Content = json is null ? null : Encoding.UTF8.GetBytes(SentText.Checked("jsonBody", json)),
        };
    }

    /// <summary>Creates the request for one page of this list.</summary>
    /// <param name="page">The page number, starting at 1.</param>
    /// <param name="pageSize">The number of items per page.</param>
    /// <param name="isContinuation">Whether the list may have ended before this page.</param>
    public ApiRequest Page(int page, int? pageSize, bool isContinuation = false)
    {
        var request = (ApiRequest)MemberwiseClone();
        request.IsNotFoundExpected = isContinuation || (page == 1 && Parent is not null);
        return request.Query("page", page).Query("per", pageSize);
    }

    public ApiRequest Path(string name, string value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        _ = value ?? throw new ArgumentNullException(argument);

        // An empty segment or a dot segment would turn the URL into that of another resource.
        if (string.IsNullOrWhiteSpace(value) || IsDotSegment(value))
        {
            throw new ArgumentException($"'{value}' cannot be used as a URL path segment. Pass a code or ID that the API returned.", argument);
        }

        return Fill(name, Escape(argument, value));
    }

    public ApiRequest Path(string name, long value) => Fill(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds the filter that selects the resource. Without it, the request would affect all resources.</summary>
    public ApiRequest RequiredQuery(string name, string value, [CallerArgumentExpression(nameof(value))] string argument = "")
    {
        _ = value ?? throw new ArgumentNullException(argument);

        return string.IsNullOrWhiteSpace(value)
            ? throw new ArgumentException($"The value of '{name}' must not be empty.", argument)
            : Query(name, value);
    }

    // The API would ignore an empty filter and return everything.
    public ApiRequest Query(string name, string? value) => value switch
    {
        null => this,
        _ when string.IsNullOrWhiteSpace(value) =>
            throw new ArgumentException($"The value of '{name}' is empty and would match everything. Use null for no filter."),
        _ => Append(name, Escape(name, value)),
    };

    public ApiRequest Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    public ApiRequest Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest Query(string name, DateTime? value) => Query(name, value is { } day ? Timestamps.FormatDate(day) : null);

    public ApiRequest Query(string name, DateTimeOffset? value) => Query(name, value is { } time ? Timestamps.Format(time) : null);

    public ApiRequest Query<T>(string name, T? value)
        where T : struct, IOpenEnum =>
        Query(name, value is { } known ? RequestWriter.Text(name, known) : null);

    public ApiRequest Query(string name, IReadOnlyList<string>? values, string separator, bool isSelection = false)
    {
        if (isSelection && values is { Count: 0 })
        {
            throw new ArgumentException($"The list '{name}' is empty and would select no field. Use null for all fields.");
        }

        MatchesNothing |= values is { Count: 0 };
        return values is null
            ? this
            : Append(name, string.Join(separator, values.Select(value => Escape(name, CheckedElement(name, value, separator)))));
    }

    public ApiRequest Query(string name, IReadOnlyList<long>? values, string separator) =>
        Query(name, values?.Select(value => value.ToString(CultureInfo.InvariantCulture)).ToList(), separator);

    public ApiRequest Body(IRequestBody body, [CallerArgumentExpression(nameof(body))] string argument = "")
    {
        Content = RequestWriter.Write(body ?? throw new ArgumentNullException(argument));
        return this;
    }

    // An empty element may match everything. A separator in an element, even if escaped, would split the element.
    private static string CheckedElement(string name, string? value, string separator)
    {
        var problem = value switch
        {
            null => "null",
            _ when string.IsNullOrWhiteSpace(value) => "an empty string",
            _ when value.Contains(separator) => $"'{separator}'",
            _ => null,
        };
        return problem is null ? value! : throw new ArgumentException($"The list '{name}' must not contain {problem}.");
    }

    private static string Escape(string name, string value) => Uri.EscapeDataString(SentText.Checked(name, value));

    /// <summary>Returns whether a value is a dot segment, even after repeated decoding, because proxies may decode a path more than once.</summary>
    public static bool IsDotSegment(string value)
    {
        for (var decoded = Uri.UnescapeDataString(value); decoded != value; decoded = Uri.UnescapeDataString(value))
        {
            value = decoded;
        }

        return value is "." or "..";
    }

    private ApiRequest Fill(string name, string escaped)
    {
        _path = _path.Replace($"{{{name}}}", escaped);
        Parent?.Fill(name, escaped);
        return this;
    }

    private ApiRequest Append(string name, string escaped)
    {
        _query += $"{(_query.Length == 0 ? '?' : '&')}{Uri.EscapeDataString(name)}={escaped}";
        return this;
    }
}
