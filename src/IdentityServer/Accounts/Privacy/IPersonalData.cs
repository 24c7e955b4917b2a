using System.Text.Json.Nodes;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Privacy;

/// <summary>
/// What a room keeps about a person: it tells them, and forgets it. Every room with rows under an account's id has one; a
/// test looks for rows that none of them knows.
/// </summary>
internal interface IPersonalData
{
    /// <summary>As it stands now, without anything that opens something.</summary>
    Task<IReadOnlyList<PersonalSection>> ReadAsync(Guid accountId, CancellationToken cancellation);

    /// <summary>Part of the unit that erases the person. What hangs on the account by a foreign key goes with it.</summary>
    void AddErasure(Unit unit, Guid accountId);
}

/// <param name="Name">What the export calls it; people read the word for it.</param>
internal sealed record PersonalSection(string Name, IEnumerable<JsonObject> Records);
