namespace IdentityServer.Tests.Architecture;

/// <summary>
/// Which room may use which (docs/architecture.md). A room may use every room in a column below its own, and none
/// beside it; Shared serves all and knows none.
/// </summary>
internal sealed class Rooms(string root)
{
    private const string Shared = "Shared";

    // From the top down.
    private static readonly string[][] Columns =
    [
        ["Administration", "Insights"],
        ["OpenId", "Passkeys", "Recovery"],
        ["Sessions"],
        ["Accounts"],
        ["Throttles"],
        ["Notifications", "Audit"],
        ["Data"],
    ];

    // Identity's context is generic over its user: the only name the data room cannot do without.
    private static readonly (string From, string To)[] Exceptions = [("Data.IdentityServerDbContext", "Accounts.Account")];

    public IEnumerable<string> WrongArrowsOf(Type type) =>
        from used in ReferencedTypes.Of(type)
        where !IsAllowed(type, used)
        select $"{Name(type)} → {Name(used)}";

    public string? RoomOf(Type type)
    {
        var outermost = Outermost(type);

        // Pages are compiled into one namespace; their names begin with the folder: Passkeys_Rename.
        if (outermost.Namespace == "AspNetCoreGeneratedDocument")
            return outermost.Name.Split('_')[0];

        return outermost.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) is true
            ? outermost.Namespace[(root.Length + 1)..].Split('.')[0]
            : null;
    }

    /// <summary>The compiler puts the handlers of all endpoints together in one place; what each of them uses, it says in its own room.</summary>
    public static bool IsWiring(Type type) => Outermost(type).Namespace is "Microsoft.AspNetCore.Http.Generated";

    public static bool IsKnown(string room) => room is Shared || ColumnOf(room) >= 0;

    private bool IsAllowed(Type from, Type to) => (RoomOf(from), RoomOf(to)) switch
    {
        (_, null) or (_, Shared) => true,
        (null, _) => false,
        var (room, other) when room == other => true,
        (Shared, _) => false,
        var (room, other) => ColumnOf(other) > ColumnOf(room) || Exceptions.Contains((Name(Outermost(from)), Name(to))),
    };

    private static int ColumnOf(string room) => Array.FindIndex(Columns, column => column.Contains(room));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private string Name(Type type) => type.FullName!.Replace(root + ".", "", StringComparison.Ordinal);
}
