namespace IdentityServer.Accounts;

internal sealed class AccountWords;
