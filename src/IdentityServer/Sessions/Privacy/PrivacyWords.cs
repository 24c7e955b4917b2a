namespace IdentityServer.Sessions.Privacy;

internal sealed class PrivacyWords;
