using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Protection;

/// <summary>
/// Data Protection's keys, shared by all instances. The whole element is sealed, not only the secret in it: an
/// IXmlEncryptor would leave dates and revocations open to change, and would let whoever can write to the table plant a
/// key in clear that the framework would accept.
/// </summary>
internal sealed class DatabaseXmlRepository(
    IDbContextFactory<IdentityServerDbContext> databases, MasterKey master, TimeProvider clock, ILogger<DatabaseXmlRepository> log) : IXmlRepository
{
    private const string Purpose = "data protection key";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var database = databases.CreateDbContext();
        return [.. database.Set<StoredXml>().AsNoTracking().AsEnumerable().Select(Open).OfType<XElement>()];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var database = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        database.Add(new StoredXml
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            Name = friendlyName,
            Sealed = master.Seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Purpose),
        });
        database.SaveChanges();
    }

    // One damaged row must not take the others with it: what it protected is asked for anew.
    private XElement? Open(StoredXml xml)
    {
        if (master.TryOpen(xml.Sealed, Purpose, out var content))
            return XElement.Parse(Encoding.UTF8.GetString(content));

        log.DataProtectionKeyRefused(xml.Id);
        return null;
    }
}
