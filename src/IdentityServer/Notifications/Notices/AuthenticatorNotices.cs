namespace IdentityServer.Notifications.Notices;

internal static class AuthenticatorNotices
{
    public static readonly NoticeType AddedType = new("authenticator-added");
    public static readonly NoticeType RemovedType = new("authenticator-removed");
    public static readonly NoticeType GuessedType = new("authenticator-guessed");
    public static readonly NoticeType GivenUpType = new("authenticator-given-up");

    private const string Security = "/account/security";

    private static readonly NoticeLink NotMe = new("Recover", "/recover");

    public static readonly Notice Added = new(AddedType) { Path = Security, NotMe = NotMe };

    /// <summary>For a day it can be taken back there.</summary>
    public static readonly Notice Removed = new(RemovedType) { Path = Security, NotMe = NotMe };

    /// <summary>A code was right after many were wrong.</summary>
    public static readonly Notice Guessed = new(GuessedType) { Path = "/account/activity", NotMe = NotMe };

    /// <summary>Somebody who knows the password guessed at the codes.</summary>
    public static readonly Notice GivenUp = new(GivenUpType) { Path = Security, NotMe = NotMe };
}
