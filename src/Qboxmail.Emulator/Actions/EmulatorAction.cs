using System.Text.Json;
using System.Text.Json.Nodes;
using Qboxmail.Emulator.Document;
using Qboxmail.Emulator.Domain;

namespace Qboxmail.Emulator.Actions;

/// <summary>
/// An action that clients can invoke over HTTP. The C# name determines the path: <c>Faults.Add</c> has the path <c>/_emulator/faults/add</c>. The
/// properties of the request body are the parameters of the method. GET reads a property, and POST calls a method.
/// </summary>
/// <param name="Name">The name of a member of <see cref="QboxmailEmulator"/>, such as <c>Faults.Add</c>.</param>
/// <param name="Run">The function that performs the action and returns the response body, or <see langword="null"/> if there is none.</param>
internal sealed record EmulatorAction(string Name, Func<EmulatorActions, JsonObject, JsonNode?> Run)
{
    /// <summary>Gets the C# names and the JSON schemas of the parameters.</summary>
    public IReadOnlyList<(string Name, string Schema)> Parameters { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether the request body itself is the only parameter, instead of an object that contains the parameters.
    /// </summary>
    public bool TakesFields { get; init; }

    public bool IsRead { get; init; }

    public string Method => IsRead ? "GET" : "POST";

    public string Path => $"/_emulator/{string.Join('/', Name.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}";

    /// <summary>Validates the parameters and performs the action.</summary>
    /// <exception cref="ApiErrorException">A parameter is missing, unknown or invalid.</exception>
    public EmulatorResponse Invoke(EmulatorActions actions, JsonObject body)
    {
        if (!TakesFields)
        {
            Check(body);
        }

        try
        {
            return Run(actions, body) switch
            {
                null => EmulatorResponse.Empty,
                JsonObject result => EmulatorResponse.Value(result),
                var result => EmulatorResponse.Value(new JsonObject { ["result"] = result }),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ApiErrorException(EmulatorResponse.Error(422, exception.Message.Split(" (Parameter")[0]));
        }
    }

    private void Check(JsonObject body)
    {
        var properties = Parameters.Select(parameter => $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name)}\": {parameter.Schema}");
        var schema = Schema.Parse($$"""{"type": "object", "properties": { {{string.Join(", ", properties)}} } }""");
        var errors = body.Where(field => !schema.Properties.ContainsKey(field.Key)).Select(field => (field.Key, "is unknown"))
            .Concat(schema.Properties.Keys.Where(name => body[name] is null).Select(name => (name, "is required")))
            .Concat(SchemaCheck.Errors(schema, body))
            .ToList();

        if (errors.Count > 0)
        {
            throw ApiErrorException.Invalid(errors);
        }
    }
}
