namespace IdentityServer.Accounts.Security;

internal sealed class SecurityWords;
