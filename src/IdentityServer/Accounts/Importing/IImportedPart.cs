namespace IdentityServer.Accounts.Importing;

/// <summary>What a higher room keeps of a person and takes from the same entry, in the same unit.</summary>
internal interface IImportedPart
{
    /// <summary>Says its faults to the entry's reader; what it adds is written only where nobody has any.</summary>
    Task AddToAsync(ImportDraft draft, CancellationToken cancellation);
}
