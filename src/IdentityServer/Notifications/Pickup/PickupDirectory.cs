using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Pickup;

internal sealed class PickupDirectory(IOptions<NotificationOptions> options, IOptions<ServerOptions> server)
{
    public const string Extension = ".eml";

    public string Path => System.IO.Path.Combine(System.IO.Path.GetFullPath(server.Value.DataDirectory), options.Value.PickupDirectory);

    public string Create() => Directory.CreateDirectory(Path).FullName;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReceivedMail> List() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path, "*" + Extension).OrderDescending(StringComparer.Ordinal).Select(ReceivedMail.Read)]
        : [];

    public ReceivedMail? Find(string name) => List().FirstOrDefault(mail => mail.Name == name);
}
