namespace Qboxmail;

/// <summary>What the API says about one field of a request.</summary>
public sealed class FieldError
{
    /// <summary>Makes a field error.</summary>
    /// <param name="field">Name of the field on the wire.</param>
    /// <param name="description">What is wrong with it.</param>
    public FieldError(string field, string description)
    {
        Field = field;
        Description = description;
    }

    /// <summary>Name of the field on the wire; empty when the API names none.</summary>
    public string Field { get; }

    /// <summary>What is wrong with it, such as <c>already exists</c>.</summary>
    public string Description { get; }

    /// <summary>Field and description.</summary>
    public override string ToString() => Field.Length == 0 ? Description : $"{Field} {Description}";
}
