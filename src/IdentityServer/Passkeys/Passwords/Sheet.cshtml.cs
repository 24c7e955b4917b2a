using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>For whoever has that app no longer, and the sheet of recovery codes still.</summary>
internal sealed class SheetModel(SheetSignIn signIn, HalfSignInStore halves, IStringLocalizer<PasskeyWords> text) : SecondHalfPage(halves, text)
{
    protected override string WrongWord => "Sheet.Wrong";

    protected override Task<PasswordAnswer> AnswerAsync(CancellationToken cancellation) => signIn.AnswerAsync(HttpContext, Half, Code, cancellation);
}
