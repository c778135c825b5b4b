package postrider.mail.inbound;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postrider.feedback.Arrival;
import postrider.feedback.FeedbackDesk;
import postrider.mail.feedback.Evidence;
import postrider.mail.feedback.Feedback;
import postrider.mail.feedback.FeedbackReader;
import postrider.mail.feedback.OwnId;
import postrider.mail.feedback.RecipientReport;
import postrider.mail.inbound.InboundTally.Count;
import postrider.mail.token.BounceDomain;
import postrider.mail.token.BounceDomain.Addressed;
import postrider.mail.token.BounceDomain.Use;
import postrider.message.Event;
import postrider.message.MessageId;
import postrider.message.Outcome;

/// Reads mail that came back, and hands what is proven to the desk. The proof is a token of the
/// message: in the address that the mail came to, or, where a feedback loop brings complaints to a
/// plain address, in the List-Unsubscribe field of the mail that it brings back. Safe for many threads.
public final class FeedbackInbox implements Inbox {
    /// Our mails have one recipient; a list that passed it on may report many.
    private static final int REPORTS_MAX = 10;

    private static final Pattern MAILTO = Pattern.compile("<mailto:([!-~&&[^<>?]]{1,320})[>?]");

    private final FeedbackReader reader;
    private final BounceDomain domain;
    private final FeedbackDesk desk;
    private final InboundTally tally;

    public FeedbackInbox(
            FeedbackReader reader, BounceDomain domain, FeedbackDesk desk, InboundTally tally) {
        this.reader = reader;
        this.domain = domain;
        this.desk = desk;
        this.tally = tally;
    }

    /// What is known when a mail is taken.
    private record Read(Feedback feedback, String ownId, long atMs) {}

    /// When it returns, all that follows from the mail is durable.
    @Override
    public void take(InboundMail mail) {
        var read =
                new Read(
                        reader.read(mail.bytes()),
                        OwnId.of(mail.bytes()),
                        mail.at().toEpochMilli());
        var proven = proven(mail, read.feedback());
        if (proven.isEmpty()) tally.add(unproven(read.feedback()));
        for (var addressed : proven) take(read, addressed);
        tally.add(Count.ACCEPTED);
    }

    private Set<Addressed> proven(InboundMail mail, Feedback feedback) {
        var proven = new LinkedHashSet<Addressed>();
        for (var recipient : mail.recipients()) domain.addressed(recipient).ifPresent(proven::add);
        if (proven.isEmpty() && feedback instanceof Feedback.Complaint complaint)
            returned(complaint.evidence()).ifPresent(proven::add);
        return proven;
    }

    /// The token that our own header field has brought back.
    private Optional<Addressed> returned(Evidence evidence) {
        return evidence.headers().stream()
                .filter(header -> header.startsWith("list-unsubscribe:"))
                .flatMap(header -> MAILTO.matcher(header).results())
                .flatMap(link -> domain.addressed(link.group(1)).stream())
                .map(found -> new Addressed(found.message(), Use.COMPLAINT))
                .findFirst();
    }

    private static Count unproven(Feedback feedback) {
        return switch (feedback) {
            case Feedback.AutoReply _ -> Count.AUTO_REPLY;
            case Feedback.DeliveryReport _, Feedback.Complaint _, Feedback.Unsubscribe _ ->
                    names(feedback.evidence()) ? Count.UNPROVEN : Count.OTHER;
            case Feedback.Other _ -> Count.OTHER;
        };
    }

    /// Whether it names a message of ours: our Message-IDs begin with the message's id.
    private static boolean names(Evidence evidence) {
        return evidence.messageIds().stream()
                .map(id -> id.substring(0, Math.max(0, id.indexOf('.'))))
                .anyMatch(id -> MessageId.parse(id).isPresent());
    }

    private void take(Read read, Addressed addressed) {
        switch (read.feedback()) {
            case Feedback.DeliveryReport report when addressed.use() == Use.RETURN_PATH ->
                    reports(read, report, addressed.message());
            case Feedback.Complaint complaint when complaint.type().isUnwanted() ->
                    fact(read, addressed.message(), Event.Fact.Kind.COMPLAINED, Count.COMPLAINT);
            case Feedback.Unsubscribe _ -> unsubscribe(read, addressed.message());
            // Who writes to such an address wants just that, whatever the mail says.
            case Feedback.Other other
                    when addressed.use() == Use.UNSUBSCRIBE
                            && other.why() == Feedback.Other.Why.ORDINARY ->
                    unsubscribe(read, addressed.message());
            case Feedback.AutoReply _ -> tally.add(Count.AUTO_REPLY);
            case Feedback.DeliveryReport _, Feedback.Complaint _, Feedback.Other _ ->
                    tally.add(Count.OTHER);
        }
    }

    private void unsubscribe(Read read, MessageId message) {
        fact(read, message, Event.Fact.Kind.UNSUBSCRIBED, Count.UNSUBSCRIBE);
    }

    private void fact(Read read, MessageId message, Event.Fact.Kind kind, Count count) {
        var fact = new Event.Fact(message.index(), read.atMs(), kind);
        desk(new Arrival(message, fact, kind.text(), read.ownId()), count);
    }

    private void reports(Read read, Feedback.DeliveryReport report, MessageId message) {
        var about = report.recipients();
        for (var one : about.subList(0, Math.min(about.size(), REPORTS_MAX))) {
            var event = event(one, message.index(), read.atMs());
            if (event.isEmpty()) {
                tally.add(Count.OTHER);
                continue;
            }
            var id = String.join("\0", read.ownId(), one.action().name(), one.address());
            desk(new Arrival(message, event.get(), "report", id), count(event.get()));
        }
    }

    private static Optional<Event.Report> event(RecipientReport report, int index, long atMs) {
        var outcome = report.outcome();
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Deferred _, Outcome.Blocked _ ->
                    Optional.of(event(outcome, index, atMs, false));
            case Outcome.Bounced bounced ->
                    Optional.of(event(outcome, index, atMs, bounced.hard()));
            // Handed on to a host that reports nothing: as it was before.
            case Outcome.Sent _, Outcome.Dropped _, Outcome.Uncertain _ -> Optional.empty();
        };
    }

    private static Event.Report event(Outcome outcome, int index, long atMs, boolean hard) {
        return new Event.Report(
                index, atMs, outcome.status(), outcome.reason(), hard, outcome.reply());
    }

    private static Count count(Event.Report report) {
        return switch (report.status()) {
            case BOUNCED -> Count.BOUNCE;
            case BLOCKED -> Count.BLOCK;
            case DELIVERED -> Count.DELIVERY;
            case DEFERRED, QUEUED, UNCERTAIN, SENT, DROPPED -> Count.DELAY;
        };
    }

    private void desk(Arrival arrival, Count count) {
        tally.add(
                switch (desk.take(arrival)) {
                    case NEW -> count;
                    case KNOWN -> Count.DOUBLE;
                    case NO_MESSAGE -> Count.NO_MESSAGE;
                });
    }
}
