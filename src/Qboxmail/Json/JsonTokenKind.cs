namespace Qboxmail.Json;

/// <summary>The kinds of tokens that JSON consists of.</summary>
internal enum JsonTokenKind
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,
    Boolean,
    Null,
}
