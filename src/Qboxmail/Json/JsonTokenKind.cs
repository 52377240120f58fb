namespace Qboxmail.Json;

/// <summary>Specifies the kind of a JSON token. The values equal those of System.Text.Json.JsonTokenType.</summary>
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
