using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Data.Protection;

/// <summary>
/// Synchronous, because it runs once per process and its callers (Data Protection, constructors that derive a key) are.
/// </summary>
internal sealed class RootKeyStore(
    IDbContextFactory<IdentityServerDbContext> databases, KeyWraps wraps, TimeProvider clock, ILogger<RootKeyStore> log)
{
    public byte[] Load()
    {
        var row = Find() ?? Create();
        var root = Unwrap(row);
        if (row.WrappedBy != wraps.Present.Id)
            Rewrap(row, root);

        return root;
    }

    private RootKey? Find()
    {
        using var database = databases.CreateDbContext();
        return database.Set<RootKey>().AsNoTracking().SingleOrDefault(root => root.Id == RootKey.TheOne);
    }

    private RootKey Create()
    {
        using var database = databases.CreateDbContext();
        var row = RootKey.New(wraps.Present, clock.GetUtcNow());
        database.Add(row);
        try
        {
            database.SaveChanges();
            return row;
        }
        catch (DbUpdateException) when (Find() is { } other)
        {
            return other; // another instance started at the same moment and was first
        }
    }

    private byte[] Unwrap(RootKey row)
    {
        var wrap = wraps.Find(row.WrappedBy) ?? throw Fault(
            $"IdentityServer:MasterKey is not the key of this database: it is protected by master key {row.WrappedBy}, this one is "
            + $"{wraps.Present.Id}. Set the key the database was made with; to replace it, set the new key and name the old one under IdentityServer:MasterKey:Former");
        try
        {
            return wrap.Unwrap(row.Wrapped);
        }
        catch (CryptographicException)
        {
            throw Fault($"The root key in the database was changed since master key {wrap.Id} wrapped it: restore the table RootKeys from a backup");
        }
    }

    private void Rewrap(RootKey row, byte[] root)
    {
        using var database = databases.CreateDbContext();
        var (id, wrapped) = (wraps.Present.Id, wraps.Present.Wrap(root));
        database.Set<RootKey>().Where(stored => stored.WrappedBy == row.WrappedBy).ExecuteUpdate(set => set
            .SetProperty(stored => stored.WrappedBy, id)
            .SetProperty(stored => stored.Wrapped, wrapped));
        log.MasterKeyReplaced(row.WrappedBy, id);
    }

    private static OptionsValidationException Fault(string sentence) =>
        new(Options.DefaultName, typeof(MasterKeyOptions), [sentence]);
}
