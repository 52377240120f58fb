namespace Qboxmail;

/// <summary>Represents an error that the API reports for one field of a request.</summary>
public sealed class FieldError
{
    /// <summary>Initializes a new instance of the <see cref="FieldError"/> class.</summary>
    /// <param name="field">The JSON name of the field.</param>
    /// <param name="description">The description of the error.</param>
    public FieldError(string field, string description)
    {
        Field = field;
        Description = description;
    }

    /// <summary>Gets the JSON name of the field, or an empty string if the API does not name a field.</summary>
    public string Field { get; }

    /// <summary>Gets the description of the error, for example <c>already exists</c>.</summary>
    public string Description { get; }

    /// <summary>Returns the name of the field and the description of the error.</summary>
    public override string ToString() => Field.Length == 0 ? Description : $"{Field} {Description}";
}
