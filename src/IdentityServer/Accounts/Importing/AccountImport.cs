using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Shared.Importing;

namespace IdentityServer.Accounts.Importing;

/// <summary>
/// One person from another system. Whoever is here already stays as they are: after the move their account is theirs to
/// change, and a file must not bring back what they took away.
/// </summary>
internal sealed class AccountImport(
    ImportedPeople people, IEnumerable<IImportedPart> parts, HashSeal seal, AuditTrail audit, IHotTables tables, TimeProvider clock)
{
    public Task<ImportedEntry> ImportAsync(string id, JsonElement entry, CancellationToken cancellation) =>
        TakeAsync(new(isDry: false), id, entry, cancellation);

    /// <summary>Says of one entry after the other what would become of it, and writes nothing.</summary>
    public ImportEntry DryRun()
    {
        var pass = new ImportPass(isDry: true);
        return (id, entry, cancellation) => TakeAsync(pass, id, entry, cancellation);
    }

    private async Task<ImportedEntry> TakeAsync(ImportPass pass, string id, JsonElement entry, CancellationToken cancellation)
    {
        List<string> faults = [];
        var (now, reader) = (clock.GetUtcNow(), new EntryReader(entry, faults));
        var person = PersonReading.Read(id, reader, now);
        if (faults is [] && await people.AreHereAsync(id, cancellation))
            return new(id, ImportOutcome.Unchanged);

        var draft = new ImportDraft(pass, person, await MakeAsync(pass, person, now, cancellation), reader, now);
        await people.ClaimAsync(draft, cancellation);
        people.Add(draft);
        foreach (var part in parts)
            await part.AddToAsync(draft, cancellation);

        if (faults is not [])
            return ImportedEntry.Refused(id, faults);

        AddRest(draft);
        if (pass.IsDry)
            pass.Take(draft.Keys);
        else if (await tables.WriteAsync(draft.Unit, CancellationToken.None) is not UnitOutcome.Committed)
            return ImportedEntry.Refused(id, "somebody else took its user name, address, user handle or one of its passkeys at this moment");

        return new(id, ImportOutcome.Added) { Notes = [.. Notes(draft)] };
    }

    private async Task<NewAccount> MakeAsync(ImportPass pass, ImportedPerson person, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = new NewAccount(
            person.SameId ?? Guid.CreateVersion7(now),
            person.UserName ?? (person.Email is { } address && AccountName.IsEmail(address) ? await people.NameForAsync(pass, address, person.Id, cancellation) : ""))
        {
            DisplayName = person.DisplayName,
            Email = person.Email,
            EmailConfirmed = person.EmailVerified,
            Groups = person.Groups,
            Claims = person.Claims,
            Since = person.CreatedAt,
        };
        return person.UserHandle is { } handle ? account with { UserHandle = handle } : account;
    }

    private void AddRest(ImportDraft draft)
    {
        var (unit, account) = (draft.Unit, draft.Account.Id);
        audit.Add(unit, new(AccountEvents.Created, Actor.System) { Subject = account, Details = new JsonObject { ["by"] = "import" } });
        if (draft.Person.Password is not { } hash)
            return;

        LegacyPasswordStore.Add(unit, account, seal.Seal(account, hash), draft.Now);
        audit.Add(unit, new(AccountEvents.PasswordImported, Actor.System)
        {
            Subject = account,
            Details = new JsonObject { ["algorithm"] = hash.Algorithm.Name, ["iterations"] = hash.Iterations },
        });
    }

    private static IEnumerable<string> Notes(ImportDraft draft)
    {
        if (draft.Person.UserName is null)
            yield return $"username: is {draft.Account.UserName} here";
        if (draft.Person is { Email: not null, EmailVerified: false })
            yield return "email: is not verified, so nobody signs in with it and no mail goes there";
        foreach (var member in draft.Entry.Unknown)
            yield return $"{member}: is not known here and changes nothing";
    }
}
