namespace IdentityServer.Passkeys;

/// <summary>The sentences of this room: PasskeyWords.resx and its translations.</summary>
internal sealed class PasskeyWords;
