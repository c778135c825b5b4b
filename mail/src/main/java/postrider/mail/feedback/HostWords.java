package postrider.mail.feedback;

import java.util.List;
import java.util.Optional;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// What hosts say of their own attempts, without a reply of anybody: nobody answered, the time is
/// over, the domain is not there.
final class HostWords {
    private static final Outcome NO_DOMAIN =
            new Outcome.Bounced(Reply.NONE, Reason.UNKNOWN_RECIPIENT, true);
    private static final Outcome NO_MAILBOX = NO_DOMAIN;
    private static final Outcome INACTIVE =
            new Outcome.Bounced(Reply.NONE, Reason.INACTIVE_MAILBOX, false);

    private record Meaning(Phrases phrases, Outcome outcome) {}

    /// Facts about the recipient that the host itself knows: it asked the DNS, or the mailbox is
    /// its own.
    private static final List<Meaning> OWN =
            List.of(
                    meaning(
                            NO_DOMAIN,
                            """
                            no smtp service | null mx | does not accept mail | no mx found
                            domain does not exist | no such domain | host unknown
                            unknown host | unrouteable address | unroutable address
                            host not found | nxdomain | domain not found
                            unrouteable mail domain | couldn't find any host named
                            couldn't find any host by that name | no such host
                            domain name not found | nullmx
                            """),
                    meaning(
                            NO_MAILBOX,
                            """
                            not listed in public name | not listed in domino directory
                            no mailbox here by that name | unknown user: | user unknown in
                            no such mailbox here
                            """));

    private static final List<Meaning> OTHERS =
            List.of(
                    // Google Groups refuses in the language of the reader; only the link is the
                    // same.
                    meaning(
                            new Outcome.Blocked(Reply.NONE, Reason.POLICY),
                            """
                            groups.google.com/support
                            """),
                    meaning(
                            soft(Reason.MAILBOX_FULL),
                            """
                            mailbox is full | mailbox full | over quota | overquota
                            quota exceeded | exceeded quota | exceeds quota
                            mailfolder is full | exceeded storage | mailbox size limit
                            exceeded their quota | no space left in mailbox
                            """),
                    meaning(
                            INACTIVE,
                            """
                            account is locked | account has been disabled | is disabled
                            disabled or discontinued | account is inactive
                            mailbox is inactive | is suspended
                            """),
                    meaning(
                            new Outcome.Blocked(Reply.NONE, Reason.TOO_LARGE),
                            """
                            size limit exceeded | message too large | exceeds size limit
                            message size exceeds | too big | line limit exceeded
                            """),
                    meaning(
                            soft(Reason.CONNECTION),
                            """
                            connection timed out | connection refused | operation timed out
                            unable to connect | could not connect | did not accept our requests
                            socket error | to establish an smtp connection | network error
                            lost connection | network is unreachable | no route to host
                            host not reachable | connection reset | broken pipe
                            connection died | dropped the connection | connection closed
                            name service error | host name lookup failure | name server:
                            host or domain name lookup | dns error | server not responding
                            conversation with | all hosts have been failing | timed out while
                            could not find a gateway | lookup failed | timeout while
                            """),
                    meaning(
                            soft(Reason.EXPIRED),
                            """
                            retry timeout exceeded | retry time not reached
                            in the queue too long | message expired | envelope expired
                            delivery expired | message could not be delivered for
                            unable to deliver this message after | could not deliver for
                            was aborted after | delivery time expired | maximum lifetime
                            gave up | not yet been delivered | still undelivered
                            has been delayed
                            """),
                    meaning(
                            soft(Reason.HOST_TROUBLE),
                            """
                            temporary failure | temporarily unavailable | local error
                            mail loop | too many hops | loops back to myself
                            insufficient disk space | not enough disk space | disk full
                            no space left on device | child process | command output
                            delivery agent | pipe to | internal error | configuration error
                            unknown mailer error | service unavailable
                            """));

    private HostWords() {}

    private static Meaning meaning(Outcome outcome, String phrases) {
        return new Meaning(Phrases.of(phrases), outcome);
    }

    private static Outcome soft(Reason reason) {
        return new Outcome.Bounced(Reply.NONE, reason, false);
    }

    /// What the words mean, if they are such words; else what the status code says of attempts.
    static Optional<Outcome> in(SaidReply said) {
        var folded = Phrases.folded(said.text());
        return first(OWN, folded)
                .or(() -> first(OTHERS, folded))
                .or(() -> ofStatus(said.enhanced()));
    }

    static boolean isOwn(SaidReply said) {
        return first(OWN, Phrases.folded(said.text())).isPresent();
    }

    private static Optional<Outcome> first(List<Meaning> meanings, String folded) {
        return meanings.stream()
                .filter(meaning -> meaning.phrases().standIn(folded))
                .map(Meaning::outcome)
                .findFirst();
    }

    /// RFC 3463 3.5: network and routing.
    private static Optional<Outcome> ofStatus(String enhanced) {
        if (enhanced.length() < 5) return Optional.empty();
        return switch (enhanced.substring(1)) {
            case ".4.1", ".4.2", ".4.3" -> Optional.of(soft(Reason.CONNECTION));
            case ".4.7" -> Optional.of(soft(Reason.EXPIRED));
            default -> Optional.empty();
        };
    }
}
