using IdentityServer.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Notifications.Pickup;

/// <summary>Every mail that would have been sent, newest first: /dev/mail.</summary>
[DevelopmentOnly]
internal sealed class MailsModel(PickupDirectory directory) : PageModel
{
    public IReadOnlyList<ReceivedMail> Mails { get; } = directory.List();
}
