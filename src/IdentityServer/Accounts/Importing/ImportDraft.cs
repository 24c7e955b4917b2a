using IdentityServer.Data;

namespace IdentityServer.Accounts.Importing;

/// <summary>Somebody who is about to come: what is said of them, and what will be written where nothing is wrong with it.</summary>
internal sealed class ImportDraft(ImportPass pass, ImportedPerson person, NewAccount account, EntryReader entry, DateTimeOffset now)
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public ImportedPerson Person => person;

    public NewAccount Account => account;

    public EntryReader Entry => entry;

    public DateTimeOffset Now => now;

    public Unit Unit { get; } = new();

    /// <summary>What nobody else may have, once this is accepted.</summary>
    public IEnumerable<string> Keys => keys;

    /// <param name="key">What may exist once, and of which kind it is.</param>
    /// <param name="isTaken">Whether somebody who is here has it.</param>
    /// <param name="reader">Where a fault is said.</param>
    /// <param name="member">By which the entry names it.</param>
    /// <param name="sentence">Of the fault.</param>
    public void Claim(string key, bool isTaken, EntryReader reader, string member, string sentence = "belongs to somebody else")
    {
        if (isTaken || pass.IsTaken(key))
            reader.Fault(member, sentence);
        else if (!keys.Add(key))
            reader.Fault(member, "stands in the entry twice");
    }
}
