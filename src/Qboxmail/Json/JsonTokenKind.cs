namespace Qboxmail.Json;

/// <summary>The kinds of JSON tokens, with the values of System.Text.Json.JsonTokenType.</summary>
internal enum JsonTokenKind : byte
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String = 7,
    Number,
    True,
    False,
    Null,
}
