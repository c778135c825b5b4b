package postrider.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.Outcome;
import postrider.pacing.Bounds;

/// A way out: opens links that carry mails to a site. Safe for many threads.
public interface Transport {
    /// Opens a link to the site (for a relay: to the relay). Blocks until it is ready to take an
    /// envelope or has failed, within its own time limits.
    ///
    /// @param domain of the message that the link is opened for: it may ask more of the link than
    ///     others of its site do. What only this domain stands in the way of is no failure, but said
    ///     to its envelopes
    /// @throws LinkFailed when there is no usable connection; no message was offered, so none is
    ///     charged an attempt
    Link connect(Site site, String domain) throws LinkFailed, InterruptedException;

    /// Between what a lane of this way is kept: what it learns stays within.
    Bounds bounds(MailboxProvider provider);

    /// Where its links lead.
    Reach reach();

    /// What a link that cannot be made says.
    enum Reach {
        /// All lead to one host: it is that host's trouble.
        ONE_HOST,
        /// Each leads to its own site.
        SITES
    }

    /// One connection, used by one thread at a time.
    interface Link extends AutoCloseable {
        /// Asks whether the far side takes this envelope. Empty if it does: then [#transmit] must
        /// follow, or [#close]. A refusal, or a link that breaks now, is the message's outcome:
        /// nothing of it was taken.
        ///
        /// If the envelope is the one that was announced with the mail before, only its replies are
        /// read: it is on its way already.
        Optional<Outcome> offer(Envelope envelope) throws InterruptedException;

        /// Hands over the mail whose envelope was taken, and, in the same write, announces the
        /// envelope that comes next, if there is one. Blocks until the far side has replied to this
        /// mail.
        ///
        /// Never throws for what the remote host says or does: that is an outcome.
        Outcome transmit(Mail mail, @Nullable Envelope next) throws InterruptedException;

        /// Whether another envelope may be offered: it is not, after a break, a 421, or the last
        /// message that the site's limit allows.
        boolean isUsable();

        /// How many more messages it may carry. What is left must not be announced beyond it.
        int remaining();

        /// Whether this link leads to that site too, and is what mail for this domain of it needs, as far
        /// as is known. A relay takes everything.
        boolean carries(Site site, String domain);

        /// Says goodbye and lets go; never throws.
        @Override
        void close();
    }

    /// There is no usable connection: refused, no route, timeout, TLS failure, 4xx or 5xx greeting.
    /// The trouble is the site's or ours, never a message's.
    final class LinkFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        /// @param outcome what this means for the messages that wait, were it to last
        public LinkFailed(String message, Outcome outcome) {
            super(message);
            this.outcome = outcome;
        }

        public Outcome outcome() {
            return outcome;
        }
    }
}
