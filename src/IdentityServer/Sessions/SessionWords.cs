namespace IdentityServer.Sessions;

internal sealed class SessionWords;
