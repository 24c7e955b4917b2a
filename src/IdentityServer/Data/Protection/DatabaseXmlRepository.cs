using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Protection;

/// <summary>
/// Data Protection's keys, shared by all instances. The whole element is sealed, not only the secret in it: an
/// IXmlEncryptor would leave dates and revocations open to change, and would let whoever can write to the table plant a
/// key in clear that the framework would accept.
/// </summary>
internal sealed class DatabaseXmlRepository(
    IHotTables tables, MasterKey master, TimeProvider clock, ILogger<DatabaseXmlRepository> log) : IXmlRepository
{
    private const string Purpose = "data protection key";

    private static readonly Statement Select = new("""SELECT "Id", "Sealed" FROM "DataProtectionKeys" """);

    private static readonly Statement Insert = new("""
        INSERT INTO "DataProtectionKeys" ("Id", "CreatedAt", "Name", "Sealed") VALUES (@id, @created, @name, @sealed)
        """);

    // The framework's interface is synchronous. It asks at the start and once a day.
#pragma warning disable RS0030
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();
#pragma warning restore RS0030

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var rows = await tables.ListAsync(
            Select, row => (Id: row.GetGuid(0), Sealed: row.GetFieldValue<byte[]>(1)), [], CancellationToken.None);
        return [.. rows.Select(row => Open(row.Id, row.Sealed)).OfType<XElement>()];
    }

    private async Task WriteAsync(XElement element, string name)
    {
        var now = clock.GetUtcNow();
        var content = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        await tables.WriteAsync(
            new Unit().Add(Insert, Guid.CreateVersion7(now), now, name, master.Seal(content, Purpose)), CancellationToken.None);
        CryptographicOperations.ZeroMemory(content);
    }

    // One damaged row must not take the others with it: what it protected is asked for anew.
    private XElement? Open(Guid id, byte[] message)
    {
        if (master.TryOpen(message, Purpose, out var content))
            return XElement.Parse(Encoding.UTF8.GetString(content));

        log.DataProtectionKeyRefused(id);
        return null;
    }
}
