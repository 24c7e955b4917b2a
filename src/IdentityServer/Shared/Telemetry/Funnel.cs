namespace IdentityServer.Shared.Telemetry;

/// <summary>
/// Where people are lost on their way through a passkey ceremony. A step with a reason is where it failed: before the
/// browser answered that is a matter of design, after it somebody may be attacking.
/// </summary>
internal sealed class Funnel(Tally tally)
{
    /// <param name="reason">A code from the closed list, or the known name of the browser's error; null where the step was taken.</param>
    /// <param name="elapsed">Since the step before, where it is known.</param>
    public void Record(
        CeremonyKind ceremony, Mediation mediation, FunnelEdge edge, string? reason = null, string browser = "", TimeSpan? elapsed = null) =>
        tally.Count(Measures.Ceremonies, Name(ceremony), Name(mediation), Name(edge), reason ?? "", browser, Elapsed.Class(elapsed));

    private static string Name(CeremonyKind ceremony) => ceremony switch
    {
        CeremonyKind.Register => "register",
        CeremonyKind.Login => "login",
        _ => "step_up",
    };

    private static string Name(Mediation mediation) => mediation switch
    {
        Mediation.Modal => "modal",
        Mediation.Conditional => "conditional",
        Mediation.Immediate => "immediate",
        _ => "unknown",
    };

    private static string Name(FunnelEdge edge) => edge switch
    {
        FunnelEdge.PageView => "page_view",
        FunnelEdge.OptionsIssued => "options_issued",
        FunnelEdge.PromptInvoked => "prompt_invoked",
        FunnelEdge.BrowserResolved => "browser_resolved",
        FunnelEdge.VerifyOk => "verify_ok",
        _ => "session",
    };
}

internal enum CeremonyKind
{
    Register,
    Login,
    StepUp,
}

/// <summary>How the browser was asked: by a button, through autofill, or without a word where nothing is there.</summary>
internal enum Mediation
{
    Unknown,
    Modal,
    Conditional,
    Immediate,
}

internal enum FunnelEdge
{
    PageView,
    OptionsIssued,
    PromptInvoked,
    BrowserResolved,
    VerifyOk,
    Session,
}
