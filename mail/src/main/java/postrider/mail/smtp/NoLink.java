package postrider.mail.smtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.delivery.Transport;
import postrider.lane.Site;
import postrider.message.Outcome;

/// Stands for a link that there is none of for one domain: each of its envelopes is told why. The
/// lane and other domains of the site have nothing to do with it.
final class NoLink implements Transport.Link {
    private final Site site;
    private final String domain;
    private final Outcome why;
    private int left;

    /// @param messagesMax so many are told; then it is tried again
    NoLink(Site site, String domain, Outcome why, int messagesMax) {
        this.site = site;
        this.domain = domain;
        this.why = why;
        left = messagesMax;
    }

    @Override
    public Optional<Outcome> offer(Envelope envelope) {
        left--;
        return Optional.of(why);
    }

    @Override
    public Outcome transmit(Mail mail, @Nullable Envelope next) {
        throw new IllegalStateException("no envelope was taken");
    }

    @Override
    public boolean isUsable() {
        return left > 0;
    }

    @Override
    public int remaining() {
        return left;
    }

    @Override
    public boolean carries(Site other, String otherDomain) {
        return site.hosts().equals(other.hosts()) && domain.equals(otherDomain);
    }

    @Override
    public void close() {}
}
