using System.Diagnostics.CodeAnalysis;
using System.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Shared.Text;

namespace IdentityServer.Notifications;

/// <summary>Whoever reads the table learns neither who gets mail nor what it says.</summary>
internal sealed class OutboxSeal(MasterKey master)
{
    private const string Content = "mail";

    private readonly KeyedHash references = master.Hash("mail recipient");

    public byte[] Seal(Mail mail) => master.Seal(MailJson.Write(mail), Content);

    public bool TryOpen(byte[] content, [NotNullWhen(true)] out Mail? mail)
    {
        mail = master.TryOpen(content, Content, out var json) ? MailJson.Read(json) : null;
        return mail is not null;
    }

    /// <summary>The same for every way of writing an address that leads to the same mailbox nearly everywhere.</summary>
    public byte[] ReferenceOf(MailboxAddress address) =>
        references.Of(Encoding.UTF8.GetBytes(address.ToString().Composed().ToLowerInvariant()));
}
