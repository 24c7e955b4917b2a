using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Passkeys;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Benchmarks.Load;

/// <summary>People and their passkeys, put into the database as the server itself would have.</summary>
internal static class Seed
{
    private const int PerUnit = 200;

    public static async Task PeopleAsync(string[] configuration, IReadOnlyList<Person> people, bool passwords)
    {
        await using var server = Program.Compose([.. configuration, "--Logging:LogLevel:Default=Error"]);
        await server.Services.GetRequiredService<MasterKeyGate>().PassAsync(CancellationToken.None);
        var (tables, seal, now) = (server.Services.GetRequiredService<IHotTables>(), server.Services.GetRequiredService<PasskeySeal>(), TimeProvider.System.GetUtcNow());

        var (hash, hashSeal) = (Pbkdf2Hash.Of("correct horse battery staple"), server.Services.GetRequiredService<HashSeal>());

        foreach (var some in people.Chunk(PerUnit))
        {
            var unit = new Unit();
            foreach (var person in some)
            {
                new NewAccount(person.Id, person.UserName) { UserHandle = person.UserHandle, DisplayName = person.UserName, Email = person.Email, EmailConfirmed = true }.AddTo(unit, now);
                PasskeyStore.Insert(unit, PasskeyOf(person, seal, now));
                if (passwords)
                    LegacyPasswordStore.Add(unit, person.Id, hashSeal.Seal(person.Id, hash), now);
            }

            if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
                throw new InvalidOperationException("The people are there already.");
        }
    }

    private static Passkey PasskeyOf(Person person, PasskeySeal seal, DateTimeOffset now)
    {
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = person.Id,
            CredentialId = person.Passkey.CredentialId,
            PublicKey = person.Passkey.Key.Cose,
            RelyingPartyId = person.Passkey.RelyingPartyId,
            Aaguid = person.Passkey.Aaguid,
            Transports = "internal",
            BackupEligible = true,
            BackedUp = true,
            Discoverable = true,
            UserVerified = true,
            AttestationFormat = "none",
            BornIn = PasskeyOrigin.Import,
            Name = "Passkey",
            NormalizedName = "PASSKEY",
            Counter = 0,
            CreatedAt = now,
            Mac = [],
        };
        return passkey with { Mac = seal.Compute(passkey) };
    }
}
