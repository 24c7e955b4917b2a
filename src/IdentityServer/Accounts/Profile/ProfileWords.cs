namespace IdentityServer.Accounts.Profile;

internal sealed class ProfileWords;
