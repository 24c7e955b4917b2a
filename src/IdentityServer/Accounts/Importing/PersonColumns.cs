using IdentityServer.Shared.Importing;

namespace IdentityServer.Accounts.Importing;

/// <summary>A person as the row of a table; passkeys come in JSON only.</summary>
internal static class PersonColumns
{
    public static readonly CsvKinds Kinds = new(Flags: ["emailVerified", "claims.phone_number_verified"], Lists: ["groups"]);
}
