using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Interactions;

internal static class Proofs
{
    public static Authentication Passkey(DateTimeOffset at) => AuthenticationPolicy.Passkey(at, userVerified: true, hardwareProtected: false);

    public static Authentication HardwarePasskey(DateTimeOffset at) => AuthenticationPolicy.Passkey(at, userVerified: true, hardwareProtected: true);

    public static Authentication Password(DateTimeOffset at) => AuthenticationPolicy.Password(at);

    public static Authentication Recovery(DateTimeOffset at) => AuthenticationPolicy.Recovery(at);

    /// <summary>The request arrived, the person signed in a little later, and this is asked again at once.</summary>
    public static Situation AfterSigningIn(this Situation situation, params Func<DateTimeOffset, Authentication>[] ways)
    {
        var at = A.Now.AddSeconds(5);
        var proofs = ways is [] ? [Passkey(at)] : ways.Select(way => way(at));
        return situation with
        {
            Progress = new(A.Now),
            Now = at.AddSeconds(1),
            Session = situation.Session! with { Authentications = [.. situation.Session!.Authentications, .. proofs] },
        };
    }
}
