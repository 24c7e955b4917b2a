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
    public async Task<ImportedEntry> ImportAsync(string id, JsonElement entry, CancellationToken cancellation)
    {
        List<string> faults = [];
        var reader = new EntryReader(entry, faults);
        var person = PersonReading.Read(id, reader);
        if (faults is [] && await people.AreHereAsync(id, cancellation))
            return new(id, ImportOutcome.Unchanged);

        var now = clock.GetUtcNow();
        var account = await MakeAsync(person, reader, now, cancellation);
        var unit = new Unit();
        account.AddTo(unit, now);
        foreach (var part in parts)
            part.AddTo(unit, account, person, reader, now);

        if (faults is not [])
            return ImportedEntry.Refused(id, faults);

        AddRest(unit, account, person, now);
        return await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed
            ? new(id, ImportOutcome.Added) { Notes = [.. Notes(account, person, reader)] }
            : ImportedEntry.Refused(id, "its user name, user handle or one of its passkeys belongs to somebody else");
    }

    private async Task<NewAccount> MakeAsync(ImportedPerson person, EntryReader reader, DateTimeOffset now, CancellationToken cancellation)
    {
        // Apps that know people by this id go on knowing them by it.
        var keepsId = Guid.TryParseExact(person.Id, "D", out var id) && id != Guid.Empty;
        if (keepsId && await people.HasAsync(id, cancellation))
            reader.Fault("id", "is the id of somebody who was not imported");
        if (person.UserName is { } name && await people.HasNameAsync(name, cancellation))
            reader.Fault("username", "belongs to somebody else");
        if (person is { EmailVerified: true, Email: { } email } && await people.HasAddressAsync(email, cancellation))
            reader.Fault("email", "belongs to somebody else");

        var account = new NewAccount(
            keepsId ? id : Guid.CreateVersion7(now),
            person.UserName ?? (person.Email is { } address && AccountName.IsEmail(address) ? await people.NameForAsync(address, person.Id, cancellation) : ""))
        {
            DisplayName = person.DisplayName,
            Email = person.Email,
            EmailConfirmed = person.EmailVerified,
            Groups = person.Groups,
            Claims = person.Claims,
        };
        return person.UserHandle is { } handle ? account with { UserHandle = handle } : account;
    }

    private void AddRest(Unit unit, NewAccount account, ImportedPerson person, DateTimeOffset now)
    {
        ImportedPeople.Add(unit, person.Id, account.Id);
        audit.Add(unit, new(AccountEvents.Created, Actor.System) { Subject = account.Id, Details = new JsonObject { ["by"] = "import" } });
        if (person.Password is not { } hash)
            return;

        LegacyPasswordStore.Add(unit, account.Id, seal.Seal(account.Id, hash), now);
        audit.Add(unit, new(AccountEvents.PasswordImported, Actor.System)
        {
            Subject = account.Id,
            Details = new JsonObject { ["algorithm"] = hash.Algorithm.Name, ["iterations"] = hash.Iterations },
        });
    }

    private static IEnumerable<string> Notes(NewAccount account, ImportedPerson person, EntryReader reader)
    {
        if (person.UserName is null)
            yield return $"username: is {account.UserName} here";
        if (person is { Email: not null, EmailVerified: false })
            yield return "email: is not verified, so nobody signs in with it and no mail goes there";
        foreach (var member in reader.Unknown)
            yield return $"{member}: is not known here and changes nothing";
    }
}
