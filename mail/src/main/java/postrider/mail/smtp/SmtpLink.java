package postrider.mail.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.delivery.Transport;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.mail.reply.Phase;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.smtp.Capabilities.Extension;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// One SMTP connection, opened and ready: envelopes and mails, with the next envelope in the same
/// write as the final dot. Each reply is judged by itself, whatever was sent after it.
final class SmtpLink implements Transport.Link {
    private static final byte[] RSET = ascii("RSET\r\n");
    private static final byte[] LONE_DOT = ascii(".\r\n");

    /// Nobody waits long for a goodbye.
    private static final Duration QUIT_TIME = Duration.ofSeconds(1);

    private final SmtpRoute route;
    private final Site site;
    private final SmtpTimeouts timeouts;
    private final Connection connection;
    private final ReplyReader reader;
    private final OutBuffer out;
    private final ReplyClassifier classifier;
    private final MailboxProvider speaker;
    private final EnvelopeWriter envelopes;
    private final boolean pipelined;
    private final boolean eightBit;
    private final Assurance assurance;

    private State state = State.READY;
    private @Nullable Envelope announced;
    private int left;

    private enum State {
        READY,
        /// A refused transaction is still open: RSET before the next.
        REFUSED,
        /// The host waits for the mail.
        TAKEN,
        OVER
    }

    SmtpLink(
            SmtpRoute route,
            Site site,
            Capabilities offered,
            Connection connection,
            Assurance assurance,
            ReplyClassifier classifier) {
        this.assurance = assurance;
        this.route = route;
        this.site = site;
        this.connection = connection;
        this.classifier = classifier;
        // A relay speaks for itself, not for whom the mail is for.
        speaker =
                switch (route.kind()) {
                    case RELAY -> MailboxProvider.LONG_TAIL;
                    case MAILBOX_PROVIDER -> site.provider();
                };
        timeouts = route.timeouts();
        reader = connection.reader();
        out = connection.out();
        envelopes = new EnvelopeWriter(out, offered);
        pipelined =
                offered.has(Extension.PIPELINING)
                        && route.pipelining() == SmtpRoute.Pipelining.WHERE_OFFERED;
        eightBit = offered.has(Extension.EIGHT_BIT_MIME);
        left = route.messagesMax();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean carries(Site other, String domain) {
        return !route.host().isEmpty()
                || site.hosts().equals(other.hosts()) && assurance.mayDo(domain);
    }

    @Override
    public Optional<Outcome> offer(Envelope envelope) throws InterruptedException {
        if (state == State.TAKEN)
            throw new IllegalStateException("an envelope was taken: its mail comes first");
        if (!isUsable()) return Optional.of(lost("the link was over before"));
        try {
            return envelope.equals(announced) ? repliesToAnnounced() : offerNow(envelope);
        } catch (IOException e) {
            return Optional.of(broken(e));
        }
    }

    private Optional<Outcome> repliesToAnnounced() throws IOException {
        announced = null;
        return repliesToGroup();
    }

    private Optional<Outcome> offerNow(Envelope envelope) throws IOException, InterruptedException {
        if (announced != null) {
            // The host waits for a mail that will not come: no command ends that, only hanging up.
            end();
            return Optional.of(lost("another envelope was announced on this link"));
        }
        var unfit = envelopes.unfit(envelope);
        if (unfit.isPresent()) return unfit;
        var refusal = assurance.refusal(envelope.recipient());
        if (refusal.isPresent()) return refusal;
        left--;
        if (!pipelined) return oneByOne(envelope);
        var reset = state == State.REFUSED;
        if (reset) out.put(RSET);
        envelopes.putGroup(envelope);
        out.flush();
        if (reset && reader.read(timeouts.mail()) != 250) return resetRefused();
        state = State.READY;
        return repliesToGroup();
    }

    /// Reads the replies to MAIL, RCPT and DATA: all three, whatever the first say.
    private Optional<Outcome> repliesToGroup() throws IOException {
        var mail = reply(Phase.MAIL, timeouts.mail());
        if (state == State.OVER) return mail;
        var rcpt = reply(Phase.RCPT, timeouts.rcpt());
        if (state == State.OVER) return mail.or(() -> rcpt);
        var data = reply(Phase.DATA, timeouts.data());
        var refusal = mail.or(() -> rcpt).or(() -> data);
        if (state == State.OVER) return refusal;
        if (data.isEmpty() && refusal.isPresent()) abandon(rcpt);
        else state = refusal.isPresent() ? State.REFUSED : State.TAKEN;
        return refusal;
    }

    /// The host waits for a mail although it refused the envelope. Without a recipient a lone dot
    /// ends that (RFC 2920 3.1); with one it would deliver an empty mail.
    private void abandon(Optional<Outcome> rcpt) throws IOException {
        if (rcpt.isEmpty()) {
            end();
            return;
        }
        out.put(LONE_DOT).flush();
        if (reader.read(timeouts.dot()) == 421) end();
        else state = State.READY;
    }

    private Optional<Outcome> oneByOne(Envelope envelope) throws IOException {
        if (state == State.REFUSED) {
            out.put(RSET).flush();
            if (reader.read(timeouts.mail()) != 250) return resetRefused();
        }
        state = State.REFUSED;
        envelopes.putMail(envelope);
        out.flush();
        var mail = reply(Phase.MAIL, timeouts.mail());
        if (mail.isPresent()) return mail;
        envelopes.putRcpt(envelope);
        out.flush();
        var rcpt = reply(Phase.RCPT, timeouts.rcpt());
        if (rcpt.isPresent()) return rcpt;
        envelopes.putData();
        out.flush();
        var data = reply(Phase.DATA, timeouts.data());
        if (data.isEmpty()) state = State.TAKEN;
        return data;
    }

    private Optional<Outcome> resetRefused() {
        end();
        return Optional.of(lost("the host refused RSET"));
    }

    /// Reads one reply: empty if it is a yes.
    private Optional<Outcome> reply(Phase phase, Duration time) throws IOException {
        return phase.isYes(reader.read(time)) ? Optional.empty() : Optional.of(refusal(phase));
    }

    private Outcome refusal(Phase phase) {
        var code = reader.code();
        // RFC 5321 3.8: after a 421 the host closes. A yes to another question is out of step.
        if (code == 421 || code < 400) end();
        return classifier.classify(speaker, phase, code, reader.text());
    }

    @Override
    public Outcome transmit(Mail mail, @Nullable Envelope next) throws InterruptedException {
        if (state != State.TAKEN)
            throw new IllegalStateException("no envelope was taken: offer one first");
        if (mail.eightBit() && !eightBit) {
            end();
            var why = "the mail has 8-bit content and the host does not offer 8BITMIME (RFC 6152)";
            return new Outcome.Blocked(ours(why), Reason.CONTENT);
        }
        try {
            out.put(mail);
            if (next != null) announce(next);
            out.flush();
        } catch (IOException e) {
            var lost = broken(e);
            return out.dotMayHaveLeft() ? new Outcome.Uncertain(Reason.LINK_LOST) : lost;
        }
        return replyToDot();
    }

    private void announce(Envelope next) throws IOException {
        if (!pipelined || left == 0 || envelopes.unfit(next).isPresent()) return;
        if (!assurance.isGood(next.recipient())) return;
        left--;
        envelopes.putGroup(next);
        announced = next;
    }

    private Outcome replyToDot() throws InterruptedException {
        state = State.READY;
        try {
            var code = reader.read(timeouts.dot());
            if (Phase.DOT.isYes(code)) return accepted();
            if (code >= 400) return refusal(Phase.DOT);
            end();
            return new Outcome.Uncertain(Reason.PROTOCOL);
        } catch (ReplyReader.Garbage e) {
            // It may have been a yes.
            end();
            return new Outcome.Uncertain(Reason.PROTOCOL);
        } catch (IOException e) {
            end();
            if (Thread.interrupted()) throw new InterruptedException();
            return new Outcome.Uncertain(Reason.LINK_LOST);
        }
    }

    private Outcome accepted() {
        var said = reader.text();
        var reply = new Reply(reader.code(), said.enhanced(), said.text());
        return switch (route.kind()) {
            case RELAY -> new Outcome.Sent(reply);
            case MAILBOX_PROVIDER -> new Outcome.Delivered(reply);
        };
    }

    private Outcome broken(IOException failure) throws InterruptedException {
        var why = connection.explain(failure);
        end();
        if (Thread.interrupted()) throw new InterruptedException();
        var reason = failure instanceof ReplyReader.Garbage ? Reason.PROTOCOL : Reason.CONNECTION;
        return new Outcome.Deferred(ours(why), reason, Duration.ZERO);
    }

    private static Outcome lost(String why) {
        return new Outcome.Deferred(ours(why), Reason.CONNECTION, Duration.ZERO);
    }

    /// What stands in place of a reply where we speak ourselves.
    private static Reply ours(String why) {
        return new Reply(0, "", why);
    }

    private void end() {
        state = State.OVER;
        announced = null;
        connection.close();
    }

    @Override
    public boolean isUsable() {
        return switch (state) {
            case READY, REFUSED -> left > 0 || announced != null;
            case TAKEN, OVER -> false;
        };
    }

    @Override
    public int remaining() {
        return left;
    }

    /// QUIT where the host waits for a command; where it waits for a mail that would be content.
    @Override
    public void close() {
        var polite = (state == State.READY || state == State.REFUSED) && announced == null;
        try {
            if (polite && !Thread.currentThread().isInterrupted())
                connection.ask("QUIT", QUIT_TIME);
        } catch (IOException e) {
            // It was a goodbye.
        }
        end();
    }
}
