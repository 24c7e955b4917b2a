namespace IdentityServer.Notifications;

/// <summary>The words of all mails, in one place for whoever translates or reviews them: NoticeWords.resx and its translations.</summary>
internal sealed class NoticeWords;
