namespace IdentityServer.Shared;

/// <summary>The words that every room uses. A room's own words are in a resource file of its own, beside its pages.</summary>
public sealed class SharedResources;
