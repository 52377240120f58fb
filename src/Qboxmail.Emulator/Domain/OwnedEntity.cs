using System.Text.Json.Nodes;

namespace Qboxmail.Emulator.Domain;

/// <summary>A domain or domain alias: something whose ownership is proven before it works.</summary>
internal class OwnedEntity(string code, JsonObject fields) : Entity(code, fields)
{
    /// <summary>The code that was mailed last and is still good.</summary>
    public string? MailedCode { get; set; }

    /// <summary>Full name of the A record that proves the ownership.</summary>
    public string OwnershipRecord => $"{Text("possession_a_record")}.{Name}";

    /// <summary>Where on the web server the file that proves the ownership is looked for.</summary>
    public string OwnershipPath => $"/qboxmail-{Text("possession_a_record")}.html";

    public bool IsActive => Text("status") == "enabled" && Text("status_detail") == "ok";
}
