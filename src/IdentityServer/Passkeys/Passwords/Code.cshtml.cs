using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>For whoever set up an authenticator app.</summary>
internal sealed class CodeModel(CodeSignIn signIn, HalfSignInStore halves, IStringLocalizer<PasskeyWords> text) : SecondHalfPage(halves, text)
{
    protected override string WrongWord => "Code.Wrong";

    protected override Task<PasswordAnswer> AnswerAsync(CancellationToken cancellation) => signIn.AnswerAsync(HttpContext, Half, Code, cancellation);
}
