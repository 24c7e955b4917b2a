namespace IdentityServer.Host.Commands;

/// <summary>What scripts branch on; documented in docs/command-line.md.</summary>
internal enum ExitCode
{
    Done = 0,
    Refused = 1,
    Usage = 2,

    /// <summary>An import took some entries and refused others.</summary>
    Partly = 3,

    /// <summary>sysexits.h EX_CONFIG: starting again without changing the settings is pointless.</summary>
    Configuration = 78,

    Interrupted = 130,
}
