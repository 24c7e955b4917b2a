using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>The same for everybody who opens it.</summary>
internal sealed class SentModel : PageModel;
