using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A domain or domain alias, which is active only after a proof of ownership.</summary>
internal class OwnedEntity(string code, JsonObject fields) : Entity(code, fields)
{
    /// <summary>Gets or sets the verification code of the latest email. Earlier codes are no longer valid.</summary>
    public string? MailedCode { get; set; }

    /// <summary>Gets the full name of the A record that proves the ownership.</summary>
    public string OwnershipRecord => $"{Text("possession_a_record")}.{Name}";

    /// <summary>Gets the path of the HTML file that proves the ownership.</summary>
    public string OwnershipPath => $"/qboxmail-{Text("possession_a_record")}.html";

    public bool IsActive => Text("status") == "enabled" && Text("status_detail") == "ok";
}
