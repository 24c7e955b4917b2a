namespace IdentityServer.Passkeys.Help;

/// <summary>The sentences of the page about passkeys: HelpWords.resx and its translations.</summary>
internal sealed class HelpWords;
