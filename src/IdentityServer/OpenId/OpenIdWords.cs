namespace IdentityServer.OpenId;

/// <summary>The sentences of this room: OpenIdWords.resx and its translations.</summary>
internal sealed class OpenIdWords;
