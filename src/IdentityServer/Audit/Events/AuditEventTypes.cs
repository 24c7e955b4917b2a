using System.Collections.Frozen;
using System.Reflection;

namespace IdentityServer.Audit.Events;

/// <summary>Every known kind of event by its name: for exports and filters.</summary>
internal static class AuditEventTypes
{
    private static readonly Type[] Groups =
    [
        typeof(AccountEvents), typeof(PasskeyEvents), typeof(SessionEvents), typeof(RecoveryEvents), typeof(OpenIdEvents),
        typeof(AdministrationEvents), typeof(ServerEvents),
    ];

    public static readonly FrozenDictionary<string, AuditEventType> ByName = Groups
        .SelectMany(group => group.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => (AuditEventType)field.GetValue(null)!)
        .ToFrozenDictionary(type => type.Name);
}
