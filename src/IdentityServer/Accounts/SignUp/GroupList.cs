namespace IdentityServer.Accounts.SignUp;

/// <summary>Names of groups in one column, a line each.</summary>
internal static class GroupList
{
    public static string Write(IEnumerable<string> groups) => string.Join('\n', groups);

    public static string[] Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
