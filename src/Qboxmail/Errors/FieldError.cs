namespace Qboxmail;

/// <summary>An error that the API reports about one field of a request.</summary>
public sealed class FieldError
{
    /// <summary>Initializes a field error.</summary>
    /// <param name="field">The JSON name of the field.</param>
    /// <param name="description">The problem with the field.</param>
    public FieldError(string field, string description)
    {
        Field = field;
        Description = description;
    }

    /// <summary>Gets the JSON name of the field; empty when the API names none.</summary>
    public string Field { get; }

    /// <summary>Gets the problem with the field, for example <c>already exists</c>.</summary>
    public string Description { get; }

    /// <summary>Returns the field and the description.</summary>
    public override string ToString() => Field.Length == 0 ? Description : $"{Field} {Description}";
}
