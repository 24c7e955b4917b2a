namespace IdentityServer.Data;

/// <summary>What a database's error means to us; each provider translates its own codes.</summary>
internal enum DatabaseFault
{
    /// <summary>A mistake of ours: it would fail again.</summary>
    Other,

    /// <summary>A unique index refused the row.</summary>
    Conflict,

    /// <summary>The database undid the transaction in favour of another (deadlock, serialization): run it again.</summary>
    Undone,

    /// <summary>Not reachable, starting, stopping or out of resources: somebody else's to mend.</summary>
    Unavailable,
}
