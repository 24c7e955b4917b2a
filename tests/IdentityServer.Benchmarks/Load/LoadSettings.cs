using System.Globalization;

namespace IdentityServer.Benchmarks.Load;

/// <summary>What a run measures, and for how long.</summary>
internal sealed record LoadSettings
{
    public const string Help = """
        load [growth|scaling|start|long] [options]
          --operations a,b    parts of names, all by default
          --seconds 4         each turn
          --warm-up 15        seconds of each operation before its first turn
          --turns 3           of each server at each operation; the median counts
          --callers 32        at the same time
          --minutes 10        of a long run
          --people 10000      with a passkey each; growth takes a list: 1000,100000,1000000
          --postgresql "Host=…"  instead of SQLite; "own" starts a private one
          --cores 4           for each server
          --servers ours,floor  what takes turns; a folder is a published server, to compare with
          --peer              oidc-provider on Node.js takes turns with them
          --published folder  of a published server, instead of this tree published now
        """;

    public const string OwnPostgreSql = "own";

    public IReadOnlyList<Operation> Operations { get; private init; } = Operation.All;

    public int Seconds { get; private init; } = 4;

    public int WarmUp { get; private init; } = 15;

    public int Turns { get; private init; } = 3;

    public int Callers { get; private init; } = 32;

    public int Minutes { get; private init; } = 10;

    public IReadOnlyList<int> Sizes { get; private init; } = [10_000];

    /// <summary>A connection string, or <see cref="OwnPostgreSql"/>; null for SQLite.</summary>
    public string? PostgreSql { get; private init; }

    public int? Cores { get; init; }

    public string? Published { get; init; }

    /// <summary>Whether people have a password, too.</summary>
    public bool Passwords { get; init; }

    /// <summary>Whether everybody has a session and tokens from before.</summary>
    public bool Tokens { get; init; }

    /// <summary>Whether mails are written; they leave for a server that is not there.</summary>
    public bool Mails { get; init; }

    /// <summary>Of ours, floor and peer, and folders with published servers.</summary>
    public IReadOnlyList<string> Servers { get; private init; } = ["ours", "floor"];

    public int People => Sizes[0];

    public Turn Turn => TurnOf(Seconds);

    /// <summary>The compilers of the runtimes are busy in the first seconds of whatever is new to them.</summary>
    public Turn FirstTurn => TurnOf(WarmUp);

    public static LoadSettings Parse(string[] args)
    {
        var settings = new LoadSettings();
        while (args is not [])
            (settings, args) = args switch
            {
                ["--operations", var names, ..] => (settings with { Operations = Find(names) }, args[2..]),
                ["--seconds", var number, ..] => (settings with { Seconds = Number(number) }, args[2..]),
                ["--warm-up", var number, ..] => (settings with { WarmUp = Number(number) }, args[2..]),
                ["--turns", var number, ..] => (settings with { Turns = Number(number) }, args[2..]),
                ["--callers", var number, ..] => (settings with { Callers = Number(number) }, args[2..]),
                ["--minutes", var number, ..] => (settings with { Minutes = Number(number) }, args[2..]),
                ["--people", var numbers, ..] => (settings with { Sizes = [.. numbers.Split(',').Select(Number)] }, args[2..]),
                ["--postgresql", var connection, ..] => (settings with { PostgreSql = connection }, args[2..]),
                ["--cores", var number, ..] => (settings with { Cores = Number(number) }, args[2..]),
                ["--servers", var names, ..] => (settings with { Servers = names.Split(',') }, args[2..]),
                ["--published", var folder, ..] => (settings with { Published = folder }, args[2..]),
                ["--peer", ..] => (settings with { Servers = [.. settings.Servers, "peer"] }, args[1..]),
                _ => throw new ArgumentException($"{args[0]}? {Help}"),
            };
        return settings;
    }

    private Turn TurnOf(int seconds) => new(Callers, WarmUp: TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(seconds), Stock: 1000);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<Operation> Find(string names) =>
        [.. Operation.All.Where(operation => names.Split(',').Any(name => operation.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))];
}
