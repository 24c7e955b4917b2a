using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The same for everybody who opens it; the new passkey signs in like any other.</summary>
internal sealed class AddDoneModel : PageModel;
