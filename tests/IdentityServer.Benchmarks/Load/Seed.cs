using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Grants;
using IdentityServer.Passkeys;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Benchmarks.Load;

/// <summary>People, their passkeys and what they signed in to before, put into the database as the server itself would have.</summary>
internal static class Seed
{
    private const int PerUnit = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static async Task PeopleAsync(string[] configuration, IReadOnlyList<Person> people, LoadSettings settings)
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
                if (settings.Passwords)
                    LegacyPasswordStore.Add(unit, person.Id, hashSeal.Seal(person.Id, hash), now);
                if (settings.Tokens)
                    AddTokens(unit, person, now);
            }

            if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
                throw new InvalidOperationException("The people are there already.");
        }
    }

    /// <summary>A session elsewhere, and the tokens of an app there.</summary>
    private static void AddTokens(Unit unit, Person person, DateTimeOffset now)
    {
        var proof = new AuthenticationEvent(now, AuthenticationMethod.Passkey, "phr") { Amr = ["pop", "user", "mfa"], UserVerified = true };
        var secret = SessionSecret.New(Guid.CreateVersion7(now));
        SessionStore.Insert(unit, new()
        {
            Id = secret.SessionId,
            AccountId = person.Id,
            SecretHash = secret.Hash(),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + Kept,
            Device = "Firefox on Linux",
            Events = [proof],
        });
        GrantStore.Insert(unit, new()
        {
            Id = Handle.New(now).ToKey(),
            ClientId = LoadApp.Web.ClientId,
            AccountId = person.Id,
            SessionId = secret.SessionId,
            Access = new Access { Scopes = ["openid", "profile", "offline_access"] },
            Authentication = proof.ToAuthentication(),
            ExpiresAt = now + Kept,
        }, passkeyId: null, now, now + Kept, generation: 1);
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
