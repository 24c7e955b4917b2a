namespace IdentityServer.Shared.Outgoing;

/// <summary>Thrown through the HTTP handler, which has no other way to be told no.</summary>
internal sealed class AddressRefusedException(string host) : Exception($"{host} leads to no address that may be called.");
