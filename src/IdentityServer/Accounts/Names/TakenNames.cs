using System.Text;
using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Accounts.Names;

/// <summary>
/// Which user names are not to be had. Whoever took one right after its owner would be taken for them, by people and by apps
/// that go by it: for a while a name that was given up is there for its former owner only, and for nobody once they are gone.
/// </summary>
internal sealed class TakenNames(MasterKey master, IHotTables tables, TimeProvider clock)
{
    public static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    private static readonly Statement Find = new("""
        SELECT 1 FROM "Accounts" WHERE "NormalizedUserName" = @normalized
        UNION
        SELECT 1 FROM "FormerNames" WHERE "Name" = @name AND "Until" > @now
        """);

    private static readonly Statement NameOf = new("""
        SELECT "UserName" FROM "Accounts" WHERE "Id" = @id
        """);

    private static readonly Statement Return = new("""
        DELETE FROM "FormerNames" WHERE "Name" = @name AND ("AccountId" = @account OR "Until" <= @now)
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "FormerNames" ("Name", "AccountId", "Until") VALUES (@name, @account, @until)
        """);

    private static readonly Statement Delete = new("""
        DELETE FROM "FormerNames" WHERE "Name" = @name
        """);

    private static readonly Statement Update = new("""
        UPDATE "Accounts" SET "UserName" = @name, "NormalizedUserName" = @normalized, "UpdatedAt" = @now WHERE "Id" = @id
        """);

    private readonly KeyedHash hash = master.Hash("former names");

    /// <summary>To tell a newcomer early; the unit that takes the name decides.</summary>
    public async Task<bool> HasAsync(string name, CancellationToken cancellation) =>
        await tables.FindAsync(Find, _ => "", [AccountName.Normalize(name), KeyOf(name), clock.GetUtcNow()], cancellation) is not null;

    public void AddNew(Unit unit, NewAccount account)
    {
        Take(unit, KeyOf(account.UserName), account.Id);
        account.AddTo(unit, clock.GetUtcNow());
    }

    public void Rename(Unit unit, AccountFacts account, string name)
    {
        var (before, after) = (KeyOf(account.UserName), KeyOf(name));
        if (!before.AsSpan().SequenceEqual(after))
        {
            Take(unit, after, account.Id);
            GiveUp(unit, before, account.Id);
        }

        unit.Require(Update, name, AccountName.Normalize(name), clock.GetUtcNow(), account.Id);
    }

    /// <summary>Before the account is erased.</summary>
    public async Task GiveUpAsync(Unit unit, Guid accountId, CancellationToken cancellation)
    {
        if (await tables.FindAsync(NameOf, row => row.GetString(0), [accountId], cancellation) is { } name)
            GiveUp(unit, KeyOf(name), accountId);
    }

    // That nobody has kept it is not enough: somebody may be giving it up at this moment. A row that both of us want makes one
    // of us wait for the other.
    private void Take(Unit unit, byte[] name, Guid account)
    {
        var now = clock.GetUtcNow();
        unit.Add(Return, name, account, now).Require(Insert, name, (Guid?)null, now).Add(Delete, name);
    }

    private void GiveUp(Unit unit, byte[] name, Guid account)
    {
        var now = clock.GetUtcNow();
        unit.Add(Return, name, account, now).Require(Insert, name, account, now + Keep);
    }

    private byte[] KeyOf(string name) => hash.Of(Encoding.UTF8.GetBytes(AccountName.Normalize(name)));
}
