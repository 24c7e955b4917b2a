using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Sessions;

/// <summary>Section <c>IdentityServer:Sessions</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>A session that nobody used for this long has ended. NIST SP 800-63B asks for at most one hour at AAL2.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>However busy, a session ends this long after the sign-in.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "24:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The idle limit of those who operate this server.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:15:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AdministratorIdleLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The absolute limit of those who operate this server.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "08:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AdministratorAbsoluteLimit { get; set; } = TimeSpan.FromHours(8);

    /// <summary>One person's parallel sessions; the oldest gives way and its owner is told.</summary>
    [Range(1, 200)]
    public int PerAccount { get; set; } = 20;

    /// <summary>Signing out also clears the cookies of the whole registrable domain; off where other sites live on it.</summary>
    public bool SignOutClearsCookies { get; set; } = true;

    internal TimeSpan IdleLimitOf(Session session) => session.IsPrivileged ? AdministratorIdleLimit : IdleLimit;
}
