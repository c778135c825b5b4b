package postrider.testkit.sim;

/// How a mailbox provider puts things. A phrase with code 421 also ends the connection.
///
/// @param accepted to the final dot: 2xx
/// @param unknown there is no such mailbox: 550
/// @param full the mailbox is full for now: 4xx
/// @param overQuota the mailbox is full for good: 5xx
/// @param policy refused at RCPT because of the sender: 5xx
/// @param content refused after the dot because of the mail: 5xx
/// @param greylisted not seen before: 4xx
/// @param deferred not now, for no reason of ours: 4xx
/// @param shut not now, and goodbye: 421
/// @param busy beyond the messages per second: 4xx
/// @param crowded beyond the connections at once: 421
/// @param worn beyond the messages per connection: 421
public record Phrases(
        Phrase accepted,
        Phrase unknown,
        Phrase full,
        Phrase overQuota,
        Phrase policy,
        Phrase content,
        Phrase greylisted,
        Phrase deferred,
        Phrase shut,
        Phrase busy,
        Phrase crowded,
        Phrase worn) {
    public Phrases {
        expect(accepted, "2");
        expect(unknown, "5");
        expect(full, "4");
        expect(overQuota, "5");
        expect(policy, "5");
        expect(content, "5");
        expect(greylisted, "4");
        expect(deferred, "4");
        expect(shut, "421");
        expect(busy, "4");
        expect(crowded, "421");
        expect(worn, "421");
    }

    private static void expect(Phrase phrase, String start) {
        if (!phrase.text().startsWith(start)) {
            throw new IllegalArgumentException(
                    "this reply has to begin with " + start + ": " + phrase);
        }
    }

    static Phrases of(String... texts) {
        if (texts.length != 12)
            throw new IllegalArgumentException("a provider has 12 phrases, not " + texts.length);
        return new Phrases(
                Phrase.of(texts[0]),
                Phrase.of(texts[1]),
                Phrase.of(texts[2]),
                Phrase.of(texts[3]),
                Phrase.of(texts[4]),
                Phrase.of(texts[5]),
                Phrase.of(texts[6]),
                Phrase.of(texts[7]),
                Phrase.of(texts[8]),
                Phrase.of(texts[9]),
                Phrase.of(texts[10]),
                Phrase.of(texts[11]));
    }

    /// What a mail server of no great name says.
    public static Phrases plain() {
        return of(
                "250 2.0.0 Ok: queued",
                "550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table",
                "452 4.2.2 Mailbox full",
                "550 5.2.2 Mailbox is over quota",
                "554 5.7.1 Service unavailable; client host blocked by local policy",
                "550 5.7.1 Message content rejected",
                "451 4.7.1 Greylisted, please try again later",
                "451 4.3.0 Temporary lookup failure",
                "421 4.3.2 System not accepting network messages, closing connection",
                "451 4.7.1 Too many messages, slow down",
                "421 4.7.0 Too many concurrent connections from your address",
                "421 4.7.0 Too many messages in this session, closing connection");
    }

    static Phrases google() {
        return of(
                "250 2.0.0 OK - gsmtp",
                "550 5.1.1 The email account that you tried to reach does not exist. Please check"
                        + " the address for typos. - gsmtp",
                "452 4.2.2 The recipient's inbox is out of storage space. Please try again later."
                        + " - gsmtp",
                "552 5.2.2 The recipient's inbox is out of storage space and inactive. - gsmtp",
                "550 5.7.1 This message was blocked due to the very low reputation of the sending"
                        + " domain. - gsmtp",
                "550 5.7.1 This message is likely unsolicited mail and has been blocked. - gsmtp",
                "450 4.2.1 The user you are trying to contact is not ready to receive mail. Please"
                        + " resend later. - gsmtp",
                "451 4.3.0 Mail server temporarily rejected message. - gsmtp",
                "421 4.7.0 Temporary System Problem. Try again later. - gsmtp",
                "421 4.7.28 Rate of mail from your address is temporarily limited. - gsmtp",
                "421 4.7.0 Too many concurrent SMTP connections; please try again later. - gsmtp",
                "421 4.7.0 Too many messages in this session, reconnect. - gsmtp");
    }

    static Phrases yahoo() {
        return of(
                "250 2.0.0 ok dirdel",
                "550 5.1.1 delivery error: dd This user doesn't have an account here",
                "452 4.2.2 delivery error: dd Mailbox is full, try later",
                "552 5.2.2 delivery error: dd Requested mail action aborted, mailbox over quota",
                "554 5.7.1 [TSS09] Messages from your address permanently deferred for policy"
                        + " reasons",
                "554 5.7.9 Message not accepted for policy reasons. [PH01]",
                "451 4.7.1 [GL01] Message from your address temporarily deferred",
                "451 4.3.0 Internal error, please try again later",
                "421 4.3.2 [MX03] Service shutting down, try another host",
                "421 4.7.0 [TSS04] Messages from your address temporarily deferred due to"
                        + " unexpected volume or user complaints",
                "421 4.7.0 [TC01] Too many connections from your address",
                "421 4.7.0 [TC02] Max messages per connection reached");
    }

    static Phrases microsoft() {
        return of(
                "250 2.6.0 Queued mail for delivery",
                "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)",
                "452 4.2.2 Mailbox full; try again later",
                "552 5.2.2 Submission quota or mailbox storage exceeded",
                "550 5.7.1 Unfortunately, messages from your address weren't sent. Part of your"
                        + " network is on our block list (S3140)",
                "550 5.7.1 Message rejected by content filter (SC-001)",
                "451 4.7.1 Greylisted, please try again later (AS000)",
                "451 4.3.2 Temporary server error. Please try again later. PRX4",
                "421 4.3.2 Service not available, closing transmission channel",
                "451 4.7.650 The mail server has been temporarily rate limited due to its"
                        + " reputation (S775)",
                "421 4.7.0 RP-001 The number of concurrent connections exceeds the limit",
                "421 4.7.0 Too many messages on this connection");
    }

    static Phrases apple() {
        return of(
                "250 2.0.0 Ok: queued",
                "550 5.1.1 User does not exist",
                "452 4.2.2 User is over quota; try again later",
                "552 5.2.2 User is over quota",
                "554 5.7.1 [CS01] Message rejected due to local policy",
                "554 5.7.1 [HM08] Message rejected due to local policy",
                "450 4.7.1 [GL02] Sender not yet known, try again later",
                "451 4.3.0 [TR01] Temporary failure, try again later",
                "421 4.3.2 [TR02] Server is going down",
                "451 4.7.1 [RL03] Messages arrive too fast",
                "421 4.7.0 [RL01] Too many connections",
                "421 4.7.0 [RL02] Too many messages on one connection");
    }

    static Phrases gmx() {
        return of(
                "250 2.0.0 Requested mail action okay, completed",
                "550 5.1.1 Requested action not taken: mailbox unavailable",
                "452 4.2.2 Requested mail action not taken: mailbox is full for now",
                "552 5.2.2 Requested mail action aborted: exceeded storage allocation",
                "554 5.7.1 Transaction failed. Reject due to policy restrictions",
                "554 5.7.1 Transaction failed. Reject due to content restrictions",
                "450 4.7.1 Requested mail action not taken: mailbox temporarily greylisted",
                "451 4.3.0 Requested action aborted: local error in processing",
                "421 4.3.2 Service not available",
                "450 4.7.1 Requested mail action not taken: too many messages (mfe rate)",
                "421 4.7.0 Too many concurrent connections",
                "421 4.7.0 Too many mails in one session");
    }

    static Phrases orange() {
        return of(
                "250 2.0.0 mail accepted for delivery",
                "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient."
                        + " OFR_416",
                "452 4.2.2 Boite du destinataire pleine. Recipient overquota. OFR_421",
                "552 5.2.2 Boite du destinataire archivee. Archived recipient. OFR_419",
                "550 5.7.1 Service refuse. Veuillez essayer plus tard. OFR_506",
                "550 5.7.1 Mail rejete. Mail rejected. OFR_783",
                "451 4.7.1 Greylisted, reessayez. Come again later.",
                "451 4.3.0 Service temporairement indisponible. OFR_108",
                "421 4.3.2 Service indisponible. OFR_109",
                "421 4.7.0 Trop de messages, veuillez ralentir. Too many mails. OFR_104",
                "421 4.7.0 Trop de connexions, veuillez ralentir. OFR_004",
                "421 4.7.0 Trop de messages. Too many messages in this session.");
    }

    static Phrases comcast() {
        return of(
                "250 2.0.0 mail accepted for delivery",
                "550 5.1.1 Not our Customer",
                "452 4.2.2 Recipient mailbox full, retry",
                "552 5.2.2 Recipient mailbox is full",
                "554 5.7.1 RTBL Your address is on our block list BL000000",
                "550 5.7.1 Message rejected as it looks like bulk that nobody wanted SB000000",
                "450 4.7.1 Try again later GL000000",
                "451 4.3.0 Resources temporarily unavailable TR000000",
                "421 4.3.2 Service unavailable, try later SU000000",
                "421 4.7.0 Reduce your sending rate RL000001",
                "421 4.7.0 Too many sessions opened RL000003",
                "421 4.7.0 Too many messages in this session");
    }
}
