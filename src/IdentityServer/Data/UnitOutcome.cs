namespace IdentityServer.Data;

internal enum UnitOutcome
{
    /// <summary>On disk.</summary>
    Committed,

    /// <summary>A required statement did not hit its one row; nothing was written.</summary>
    Missed,

    /// <summary>A unique index refused a row; nothing was written.</summary>
    Conflict,
}
