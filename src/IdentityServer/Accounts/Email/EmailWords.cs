namespace IdentityServer.Accounts.Email;

internal sealed class EmailWords;
