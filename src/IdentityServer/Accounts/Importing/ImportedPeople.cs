using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdentityServer.Accounts.Names;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Importing;

/// <summary>Who came here from another system under which id, so that a file imported twice makes nobody twice.</summary>
internal sealed class ImportedPeople(IHotTables tables, AccountStore accounts, TakenNames names)
{
    // Identity's table for names that other systems know people by; its key holds this much on every database.
    public const int LongestId = 128;

    private const string Source = "import";

    private static readonly Statement Find = new("""
        SELECT "UserId" FROM "AccountLogins" WHERE "LoginProvider" = @source AND "ProviderKey" = @id
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "AccountLogins" ("LoginProvider", "ProviderKey", "UserId") VALUES (@source, @id, @account)
        """);

    private static readonly Statement HasHandle = new("""
        SELECT 1 FROM "Accounts" WHERE "UserHandle" = @handle
        """);

    public async Task<bool> AreHereAsync(string id, CancellationToken cancellation) =>
        await tables.FindAsync(Find, _ => "", [Source, id], cancellation) is not null;

    public void Add(ImportDraft draft)
    {
        names.AddNew(draft.Unit, draft.Account);
        draft.Unit.Require(Insert, Source, draft.Person.Id, draft.Account.Id);
    }

    /// <summary>What an account has that no other one may have.</summary>
    public async Task ClaimAsync(ImportDraft draft, CancellationToken cancellation)
    {
        var (person, account, entry) = (draft.Person, draft.Account, draft.Entry);
        if (person.SameId is { } id)
            draft.Claim($"id {id}", await accounts.FindAsync(id, cancellation) is not null, entry, "id", "is the id of somebody who was not imported under it");
        if (account.UserName is not "")
            draft.Claim(NameKey(account.UserName), await names.HasAsync(account.UserName, cancellation), entry, "username",
                $"belongs to somebody else, or did in the last {TakenNames.Keep.TotalDays:0} days");
        if (person is { EmailVerified: true, Email: { } email })
            draft.Claim($"address {AccountName.Normalize(email)}", await accounts.FindByNameAsync(email, cancellation) is not null, entry, "email");
        if (person.UserHandle is { } handle)
            draft.Claim($"handle {Convert.ToHexString(handle)}", await tables.FindAsync(HasHandle, _ => "", [handle], cancellation) is not null, entry, "userHandle");
    }

    /// <summary>For somebody who had none: what stands before the @, and where that is taken, something of their id.</summary>
    public async Task<string> NameForAsync(ImportPass pass, string email, string id, CancellationToken cancellation)
    {
        var local = new string([.. email[..email.IndexOf('@')].Where(sign => char.IsLetterOrDigit(sign) || sign is '.' or '_' or '-' or '+').Take(50)]);
        var name = AccountName.IsUserName(local) ? local : "person";
        if (name == local && !pass.IsTaken(NameKey(name)) && !await names.HasAsync(name, cancellation))
            return name;

        var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return $"{name}-{hash.ToString("x8", CultureInfo.InvariantCulture)}";
    }

    private static string NameKey(string userName) => $"name {AccountName.Normalize(userName)}";
}
