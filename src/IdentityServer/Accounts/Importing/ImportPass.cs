namespace IdentityServer.Accounts.Importing;

/// <summary>
/// One reading of a file. A dry run writes nothing, so what the entries before would have taken is remembered here; otherwise
/// the database knows.
/// </summary>
internal sealed class ImportPass(bool isDry)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public bool IsDry => isDry;

    public bool IsTaken(string key) => taken.Contains(key);

    public void Take(IEnumerable<string> keys) => taken.UnionWith(keys);
}
