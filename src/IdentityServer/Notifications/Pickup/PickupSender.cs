using System.Globalization;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Mime;

namespace IdentityServer.Notifications.Pickup;

/// <summary>Development's mail server: a directory.</summary>
internal sealed class PickupSender(PickupDirectory directory, MimeWriter mime) : IMailSender
{
    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellation)
    {
        // The time first, so that names sort. Whoever lists the directory meets only whole mails.
        var name = $"{mail.CreatedAt.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{mail.Id:N}";
        var file = Path.Combine(directory.Create(), name);
        await File.WriteAllBytesAsync(file + ".part", mime.Write(mail), cancellation);
        File.Move(file + ".part", file + PickupDirectory.Extension, overwrite: true);
        return new SendOutcome.Sent();
    }
}
