namespace IdentityServer.Host.Commands;

/// <summary>What went wrong on the way out, for whoever can put it right.</summary>
internal static class MailFailures
{
    public static string Explain(string failure) => failure.Split(' ', 2) switch
    {
        [var word, var reply] => $"{Sentence(word)} It said {reply}.",
        [var word] => Sentence(word),
        _ => failure,
    };

    private static string Sentence(string word) => word switch
    {
        "unreachable" => "Nobody answers at this host and port, or the connection broke.",
        "timed_out" => "The mail server did not finish within Smtp:Timeout.",
        "connection_closed" => "The mail server hung up in the middle.",
        "not_ready" => "The mail server does not want to talk now.",
        "greeting_refused" => "The mail server refuses our greeting.",
        "not_understood" => "What answers does not speak SMTP; with port 465, set Smtp:Security to Implicit.",
        "starttls_not_offered" => "The mail server offers no STARTTLS, so it was told nothing; with port 465, set Smtp:Security to Implicit.",
        "starttls_refused" => "The mail server offers STARTTLS and then refuses it.",
        "starttls_tampered" => "Somebody between here and the mail server put words into the conversation.",
        "certificate_refused" => "The mail server's certificate is not trusted, has expired, or is for another name than Smtp:Host; Smtp:TrustedCertificates names further ones to trust.",
        "sign_in_not_offered" => "The mail server offers neither PLAIN nor LOGIN to sign in with.",
        "sign_in_refused" => "The mail server does not accept Smtp:User and Smtp:Password.",
        "sender_refused" => "The mail server does not take mails from the address in From.",
        "recipient_refused" => "The mail server does not take mails for this address.",
        "content_refused" => "The mail server does not take this mail.",
        "address_not_possible" => "The address has letters that this mail server cannot carry.",
        _ => "The mail could not be sent.",
    };
}
