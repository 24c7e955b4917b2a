using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Accounts.Passwords;

/// <summary>Section <c>IdentityServer:Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>Whether people may sign in with the password they brought along. Nobody can set one here.</summary>
    public bool Enabled { get; set; }

    /// <summary>Only members of these groups may; without any, everybody who has one. Administrators never.</summary>
    public List<string> Groups { get; set; } = [];

    /// <summary>Whether a password alone signs nobody in, not even on a browser that knows them (ASVS 6.3.3).</summary>
    public bool RequireSecondFactor { get; set; }

    /// <summary>How long every refusal takes, so that its time says nothing about the account.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RefusalTime { get; set; } = TimeSpan.FromSeconds(1);
}
