package postrider.mail.reply;

import static postrider.mail.reply.Rule.Refused.BLOCKED;
import static postrider.mail.reply.Rule.Refused.HARD;
import static postrider.mail.reply.Rule.Refused.SOFT;

import java.util.List;
import java.util.stream.Stream;
import postrider.message.Reason;

/// The table, first match wins. Words come before codes: providers reuse codes (Gmail's 7.27 is
/// SPF, the registry's a null MX; 7.1 is anything), and seldom words.
final class ReplyRules {
    private static final List<String> ANY = List.of();

    static final List<Rule> WORDS =
            List.of(
                    words(
                            "recipient-rate",
                            Reason.RATE_LIMITED,
                            SOFT,
                            """
                            receiving mail at a rate | receiving mail too quickly
                            receiving email at a rate
                            """),
                    words(
                            "sender-domain",
                            Reason.AUTHENTICATION,
                            BLOCKED,
                            """
                            domain of sender address | sender address rejected | sender rejected
                            sender domain | valid sender domain | purported responsible address
                            sender verify failed | invalid sender
                            """),
                    words(
                            "authentication",
                            Reason.AUTHENTICATION,
                            BLOCKED,
                            """
                            dmarc | spf record | spf check | spf fail | pass spf | dkim
                            unauthenticated | authentication information
                            authentication required | authentication level
                            authentication failed | authentication credentials invalid
                            ptr record | reverse dns | name lookup failed
                            cannot find your hostname | mismatches client ip
                            may not be mail exchanger | must issue a starttls
                            """),
                    words(
                            "reputation",
                            Reason.REPUTATION,
                            BLOCKED,
                            """
                            spamhaus | spamcop | sorbs | barracudacentral | cloudmark
                            blacklist | black list | blocklist | block list | blocked using
                            dnsbl | /rbl/ | reputation | (s3140) | (s3150) | (s775) | [bl21]
                            [bl23] | [ts02] | [ts03] | banned sending ip | client host blocked
                            bloquee pour incident de spam | #cdrbl
                            """),
                    words(
                            "greylisting",
                            Reason.GREYLISTED,
                            SOFT,
                            """
                            greylist | graylist | grey-list | gray-list | grey list | gray list
                            """),
                    words(
                            "rate",
                            Reason.RATE_LIMITED,
                            BLOCKED,
                            """
                            [tss | [ipts | unexpected volume | unusual rate | rate limit
                            rate-limit | ratelimit | limit exceeded | throttl
                            frequency limited | too many | too fast | too frequent
                            too much mail | server busy | excessive volume | slow down
                            """),
                    words(
                            "mailbox-full",
                            Reason.MAILBOX_FULL,
                            SOFT,
                            """
                            mailbox full | mailbox is full | user is full | quota exceeded
                            over quota | overquota | exceeded quota | exceeds quota
                            exceeded storage | out of storage
                            insufficient disk space for recipient | mailbox has exceeded
                            """),
                    words(
                            "relay",
                            Reason.POLICY,
                            BLOCKED,
                            """
                            relay access denied | relaying denied | relay denied
                            relay not permitted | relaying not allowed | not permitted to relay
                            unable to relay | we do not relay
                            """),
                    words(
                            "too-large",
                            Reason.TOO_LARGE,
                            BLOCKED,
                            """
                            message too large | message size exceeds | message too big
                            exceeds maximum message size | size limit
                            """),
                    words(
                            "content",
                            Reason.CONTENT,
                            BLOCKED,
                            """
                            spam | virus | malware | phish | unsolicited | content rejected
                            its content | message filtered | header error
                            multiple addresses in from | addresses in from: header
                            not rfc 5322 compliant | not rfc 2822 compliant
                            due to content | content filter
                            """),
                    words(
                            "inactive",
                            Reason.INACTIVE_MAILBOX,
                            HARD,
                            """
                            is disabled | been disabled | mailbox disabled | account disabled
                            inactive | discontinued | is frozen | been suspended | is suspended
                            recipient account is blocked | no longer on server
                            no longer active | has moved
                            """),
                    words(
                            "unknown-recipient",
                            Reason.UNKNOWN_RECIPIENT,
                            HARD,
                            """
                            unknown user | user unknown | user not found | user not exist
                            unknown recipient | recipient unknown | recipient not found
                            unknown address | unknown local part | unknown mailbox
                            no such user | no such recipient | no such mailbox | no such address
                            no mailbox here | does not exist | doesn't exist | doesn't have a
                            invalid recipient | invalid mailbox | invalid address
                            not our customer | mailbox not found | mailbox unavailable
                            address rejected: undeliverable | destinataire invalide
                            """),
                    words(
                            "unknown-domain",
                            Reason.UNKNOWN_RECIPIENT,
                            HARD,
                            """
                            no such domain | domain not found | host unknown | unknown host
                            does not accept mail | doesn't accept mail | doesn't receive email
                            null mx
                            """),
                    // Microsoft's edge knows the directory: SparkPost counts these as unknown too.
                    new Rule(
                            "directory-edge",
                            List.of("4.1"),
                            List.of("recipient address rejected: access denied"),
                            Reason.UNKNOWN_RECIPIENT,
                            HARD),
                    words(
                            "policy",
                            Reason.POLICY,
                            BLOCKED,
                            """
                            policy | access denied | denied by | not authorized | not allowed
                            blocked | service refuse | banned
                            """),
                    words(
                            "out-of-step",
                            Reason.PROTOCOL,
                            BLOCKED,
                            """
                            protocol violation | sequence of commands | command parameter
                            """),
                    words(
                            "host-trouble",
                            Reason.HOST_TROUBLE,
                            SOFT,
                            """
                            service unavailable | service not available
                            service currently unavailable | shutting down | timed out | timeout
                            local error | message expired | unable to deliver
                            temporary system problem
                            """));

    /// RFC 3463, where no words helped. X.7 is ours: it is about permission (3.8).
    static final List<Rule> CODES =
            List.of(
                    code("null-mx", Reason.UNKNOWN_RECIPIENT, HARD, "1.10"),
                    code("sender", Reason.AUTHENTICATION, BLOCKED, "1.7", "1.8"),
                    code("moved", Reason.INACTIVE_MAILBOX, HARD, "1.6"),
                    code("no-mailbox", Reason.UNKNOWN_RECIPIENT, HARD, "1.1", "1.2", "1.3"),
                    code("address", Reason.UNKNOWN_RECIPIENT, SOFT, "1."),
                    code("disabled", Reason.INACTIVE_MAILBOX, HARD, "2.1"),
                    code("full", Reason.MAILBOX_FULL, SOFT, "2.2"),
                    code("large", Reason.TOO_LARGE, BLOCKED, "2.3", "3.4"),
                    code("mailbox", Reason.INACTIVE_MAILBOX, SOFT, "2."),
                    code("system", Reason.HOST_TROUBLE, SOFT, "3.", "4."),
                    code("protocol", Reason.PROTOCOL, BLOCKED, "5."),
                    code("no-smtputf8", Reason.NEEDS_SMTPUTF8, SOFT, "6.7"),
                    code("media", Reason.CONTENT, BLOCKED, "6."),
                    code(
                            "unproven",
                            Reason.AUTHENTICATION,
                            BLOCKED,
                            "7.8",
                            "7.20",
                            "7.21",
                            "7.22",
                            "7.23",
                            "7.24",
                            "7.25",
                            "7.26",
                            "7.27",
                            "7.29",
                            "7.30",
                            "7.32",
                            "7.515"),
                    code("unusual-rate", Reason.RATE_LIMITED, BLOCKED, "7.28"),
                    code("security", Reason.POLICY, BLOCKED, "7."),
                    // Words that decide only where neither better ones nor a code do.
                    words(
                            "recipient-rejected",
                            Reason.UNKNOWN_RECIPIENT,
                            HARD,
                            """
                            recipient address rejected | recipient rejected
                            """),
                    words(
                            "failed",
                            Reason.HOST_TROUBLE,
                            SOFT,
                            """
                            transaction failed
                            """),
                    words(
                            "rejected",
                            Reason.POLICY,
                            BLOCKED,
                            """
                            rejected | refused | filtered
                            """));

    private ReplyRules() {}

    /// @param phrases between bars or line ends
    private static Rule words(String name, Reason reason, Rule.Refused refused, String phrases) {
        var list = Stream.of(phrases.split("[|\n]")).map(String::strip).toList();
        return new Rule(name, ANY, list, reason, refused);
    }

    private static Rule code(String name, Reason reason, Rule.Refused refused, String... codes) {
        return new Rule(name, List.of(codes), ANY, reason, refused);
    }
}
