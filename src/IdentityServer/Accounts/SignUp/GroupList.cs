using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IdentityServer.Accounts.SignUp;

/// <summary>Names of groups in one column, a line each.</summary>
internal static class GroupList
{
    public static readonly ValueComparer<IReadOnlyList<string>> Comparer =
        new((one, other) => Write(one) == Write(other), groups => Write(groups).GetHashCode(StringComparison.Ordinal));

    public static string Write(IEnumerable<string>? groups) => string.Join('\n', groups ?? []);

    public static string[] Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
