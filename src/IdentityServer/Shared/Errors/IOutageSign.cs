namespace IdentityServer.Shared.Errors;

/// <summary>Knows what the exceptions of something outside look like when it is merely away: come back later, nobody is to blame.</summary>
internal interface IOutageSign
{
    bool IsOutage(Exception exception);
}
