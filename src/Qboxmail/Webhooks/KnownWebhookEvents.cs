namespace Qboxmail.Models;

public sealed partial class EmailOverquotaEvent : WebhookEvent;

public sealed partial class DomainCreateEvent : WebhookEvent;
