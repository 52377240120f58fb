using System.Text.Json;

namespace Qboxmail.Probe.Sending;

/// <summary>A file that caches replies, so that an interrupted run can continue. Each line contains a request and its reply.</summary>
internal sealed class ReplyCache
{
    private readonly string _file;
    private readonly Dictionary<string, Reply> _replies = new(StringComparer.Ordinal);

    public ReplyCache(string file)
    {
        _file = file;

        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            // The last line is incomplete if the program was terminated while it wrote the line.
            if (TryParse(line) is { } entry)
            {
                _replies[entry.Request] = entry.Reply;
            }
        }
    }

    public Reply? Find(string request) => _replies.GetValueOrDefault(request);

    public void Add(string request, Reply reply)
    {
        _replies[request] = reply;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.AppendAllText(_file, JsonSerializer.Serialize(new Entry(request, reply)) + "\n");
    }

    public void Clear()
    {
        _replies.Clear();

        if (File.Exists(_file))
        {
            File.Delete(_file);
        }
    }

    private static Entry? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(line) is { Request: not null, Reply: not null } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(string Request, Reply Reply);
}
