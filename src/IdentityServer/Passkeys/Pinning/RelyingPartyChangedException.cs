namespace IdentityServer.Passkeys.Pinning;

internal sealed class RelyingPartyChangedException(string pinned, string configured, long people) : Exception(
    $"The passkeys in this database belong to '{pinned}', but IdentityServer:RelyingPartyId is '{configured}'. "
    + $"Under the new id {people} {(people == 1 ? "person" : "people")} could no longer sign in with a passkey. Set it back to '{pinned}', "
    + $"or, to give up those passkeys, start once with --IdentityServer:Passkeys:AbandonRelyingPartyId={pinned}");
