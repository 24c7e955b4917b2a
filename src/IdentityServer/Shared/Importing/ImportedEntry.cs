namespace IdentityServer.Shared.Importing;

/// <summary>What became of one entry of a file. Everything that is wrong with it is said, so that it is mended once.</summary>
/// <param name="Id">As the entry names itself, or its place in the file.</param>
internal sealed record ImportedEntry(string Id, ImportOutcome Outcome)
{
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What was taken but may not be meant.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static ImportedEntry Refused(string id, params IEnumerable<string> faults) =>
        new(id, ImportOutcome.Refused) { Faults = [.. faults] };
}

internal enum ImportOutcome
{
    Added,
    Changed,
    Unchanged,
    Refused,
}
