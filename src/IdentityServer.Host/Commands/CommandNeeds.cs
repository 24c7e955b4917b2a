namespace IdentityServer.Host.Commands;

/// <summary>What must be in order before a command begins.</summary>
internal enum CommandNeeds
{
    Nothing,

    /// <summary>The database has the form this version knows.</summary>
    Schema,

    /// <summary>And the master key opens what is sealed in it.</summary>
    Keys,
}
