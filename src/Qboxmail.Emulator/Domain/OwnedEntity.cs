using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A domain or domain alias, which becomes active only after its ownership is proven.</summary>
internal class OwnedEntity(string code, JsonObject fields) : Entity(code, fields)
{
    /// <summary>Gets or sets the verification code in the latest email. Earlier codes are invalid.</summary>
    public string? MailedCode { get; set; }

    /// <summary>Gets the fully qualified name of the A record that proves the ownership.</summary>
    public string OwnershipRecord => $"{Text("possession_a_record")}.{Name}";

    /// <summary>Gets the path of the HTML file that proves the ownership.</summary>
    public string OwnershipPath => $"/qboxmail-{Text("possession_a_record")}.html";

    public bool IsActive => Text("status") == "enabled" && Text("status_detail") == "ok";
}
