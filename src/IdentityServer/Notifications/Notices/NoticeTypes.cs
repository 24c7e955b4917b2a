using System.Collections.Frozen;

namespace IdentityServer.Notifications.Notices;

internal static class NoticeTypes
{
    public static readonly NoticeType[] All =
    [
        PasskeyNotices.AddedType, PasskeyNotices.RemovedType, PasskeyNotices.SuspendedType, PasskeyNotices.DoubtedType, PasskeyNotices.ReactivatedType, PasskeyNotices.FlaggedType,
        PasswordNotices.UsedType, PasswordNotices.NotEnoughType, PasswordNotices.GuessedType,
        PasswordNotices.OffType, PasswordNotices.TurnedOffType, PasswordNotices.SuspendedType, PasswordNotices.BackType,
        PasswordNotices.PrepareType, PasswordNotices.EndsOnType, PasswordNotices.EndedType,
        RecoveryCodeNotices.CreatedType, RecoveryCodeNotices.UsedType,
        AuthenticatorNotices.AddedType, AuthenticatorNotices.RemovedType, AuthenticatorNotices.GuessedType, AuthenticatorNotices.GivenUpType,
        SessionNotices.EvictedType, SessionNotices.NewDeviceType, SessionNotices.NewCountryType, SessionNotices.BackAgainType, SessionNotices.RepudiatedType,
        AccountChangeNotices.LockedDownType, AccountChangeNotices.EnabledType, AccountChangeNotices.RenamedType, AccountChangeNotices.PhoneChangedType,
        DeletionNotices.RequestedType, DeletionNotices.TakenBackType, DeletionNotices.ErasedType,
        EmailNotices.ConfirmType, EmailNotices.TakenType, EmailNotices.AskedType, EmailNotices.ChangedType,
        SignUpNotices.ConfirmType, SignUpNotices.KnownType,
        ServerNotices.TestType,
    ];

    private static readonly FrozenDictionary<string, NoticeType> ByName = All.ToFrozenDictionary(type => type.Name);

    /// <summary>Null where a newer version wrote it.</summary>
    public static NoticeType? Find(string name) => ByName.GetValueOrDefault(name);
}
