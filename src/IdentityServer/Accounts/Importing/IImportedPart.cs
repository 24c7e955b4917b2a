using IdentityServer.Data;

namespace IdentityServer.Accounts.Importing;

/// <summary>What a higher room keeps of a person and takes from the same entry, in the same unit.</summary>
internal interface IImportedPart
{
    /// <summary>Says its faults to the reader; what it adds is written only where nobody has any.</summary>
    void AddTo(Unit unit, NewAccount account, ImportedPerson person, EntryReader entry, DateTimeOffset now);
}
