package postrider.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.mail.feedback.FeedbackReader;
import postrider.mail.inbound.FeedbackInbox;
import postrider.mail.inbound.InboundLimits;
import postrider.mail.inbound.InboundTally;
import postrider.mail.inbound.Inbox;
import postrider.mail.inbound.Mailboxes;
import postrider.mail.inbound.OwnMailboxes;
import postrider.mail.inbound.PickupFolder;
import postrider.mail.inbound.SmtpListener;
import postrider.mail.inbound.StartTls;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.token.BounceDomain;
import postrider.server.config.Config;

/// The ways by which mail comes back: the SMTP listener and the pickup folder, each where it is
/// configured.
final class InboundDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboundDoor.class);

    private final InboundTally tally;
    private final Optional<SmtpListener> listener;
    private final Optional<PickupRounds> pickup;

    private InboundDoor(
            InboundTally tally, Optional<SmtpListener> listener, Optional<PickupRounds> pickup) {
        this.tally = tally;
        this.listener = listener;
        this.pickup = pickup;
    }

    /// @param name what we call ourselves
    /// @throws Engines.CannotStart saying what to mend
    static InboundDoor open(Config config, String name, Parts parts, ProviderFacts facts) {
        var tally = new InboundTally();
        var bounceDomain = config.identity().bounceDomain();
        if (bounceDomain.isEmpty())
            return new InboundDoor(tally, Optional.empty(), Optional.empty());

        var domain = BounceDomain.of(bounceDomain.get(), parts.vault());
        var classifier = new ReplyClassifier(facts.rules(), InstantSource.system());
        var inbox =
                new FeedbackInbox(
                        new FeedbackReader(classifier), domain, parts.feedbackDesk(), tally);
        var mailboxes =
                new OwnMailboxes(
                        List.of(domain.returnPaths(), domain.complaints(), domain.unsubscribes()),
                        config.inbound().complaintAddresses());
        var opened =
                config.inbound()
                        .listener()
                        .map(it -> listener(it, name, tally.counting(mailboxes), inbox, parts));
        var rounds = config.inbound().pickup().map(it -> pickup(it, mailboxes, inbox, parts));
        return new InboundDoor(
                tally, opened, rounds.map(folder -> PickupRounds.start(folder, tally)));
    }

    private static SmtpListener listener(
            Config.Listener config, String name, Mailboxes mailboxes, Inbox inbox, Parts parts) {
        var tls =
                config.tls()
                        .<StartTls>map(files ->
                                new StartTls.Offered(
                                        TlsFiles.context(files.certificate(), files.key())))
                        .orElseGet(StartTls.Absent::new);
        try {
            return SmtpListener.open(
                    new InetSocketAddress(config.host(), config.port()),
                    name,
                    limits(config),
                    tls,
                    mailboxes,
                    inbox,
                    parts.clock());
        } catch (IOException e) {
            throw new Engines.CannotStart(
                    "cannot listen for mail on %s port %d (%s): choose another with inbound.port"
                            .formatted(config.host(), config.port(), e.getMessage()));
        }
    }

    private static InboundLimits limits(Config.Listener config) {
        var usual = InboundLimits.USUAL;
        return new InboundLimits(
                config.connections(),
                config.connectionsPerHost(),
                usual.memoryMax(),
                usual.mailMax(),
                usual.recipientsMax(),
                usual.mailsMax(),
                usual.commandsMax(),
                usual.mistakesMax(),
                usual.silence(),
                usual.lifetime());
    }

    private static PickupFolder pickup(Path folder, Mailboxes mailboxes, Inbox inbox, Parts parts) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Engines.CannotStart(
                    "cannot make the pickup folder %s: %s".formatted(folder, e.getMessage()));
        }
        return new PickupFolder(
                folder, InboundLimits.USUAL.mailMax(), mailboxes, inbox, parts.clock());
    }

    InboundTally tally() {
        return tally;
    }

    /// Where the listener listens, if there is one.
    Optional<Integer> port() {
        return listener.map(SmtpListener::port);
    }

    /// Takes no more; what is in hand is finished.
    @Override
    public void close() {
        pickup.ifPresent(PickupRounds::close);
        if (listener.isEmpty()) return;
        try {
            listener.get().close();
        } catch (IOException e) {
            LOG.warn("the listener for mail could not be closed", e);
        }
    }
}
