package postrider.testkit.sim;

import org.jspecify.annotations.Nullable;

/// The mail transaction that is open on a connection, if one is, and what the ledger is to say of
/// it.
final class Transaction {
    private final House house;
    private final int connection;
    private long mailMicros;
    private boolean utf8;
    private @Nullable Attempt attempt;

    Transaction(House house, int connection) {
        this.house = house;
        this.connection = connection;
    }

    boolean isOpen() {
        return mailMicros != 0;
    }

    /// Whether its addresses may go beyond ASCII (RFC 6531).
    boolean isUtf8() {
        return utf8;
    }

    @Nullable Attempt attempt() {
        return attempt;
    }

    void open(long nowMicros, boolean takesUtf8) {
        mailMicros = nowMicros;
        utf8 = takesUtf8;
    }

    Attempt begin(LiveProvider provider, String recipient) {
        var begun = house.attempt(provider, recipient, mailMicros);
        attempt = begun;
        return begun;
    }

    /// Refused before DATA. The transaction stays open, without a recipient.
    void refused(String provider, String recipient, Phrase phrase) {
        attempt = null;
        record(0, provider, recipient, "", phrase.text(), 0);
    }

    /// It ended amid DATA.
    void cut(Attempt ended) {
        house.remember(ended);
        var how = Verdict.DROPPED_REFUSED_TEXT;
        record(0, ended.provider().name(), ended.recipient(), "", how, 0);
        close();
    }

    /// It ended with the mail's dot.
    void concluded(Attempt ended, long dotMicros, MailScan mail, String reply) {
        house.remember(ended);
        record(
                dotMicros,
                ended.provider().name(),
                ended.recipient(),
                mail.messageId(),
                reply,
                (int) mail.size());
        close();
    }

    /// The client takes its word back, or is gone. That is no fate, so it costs no attempt.
    void abort() {
        var open = attempt;
        if (open != null)
            record(0, open.provider().name(), open.recipient(), "", Verdict.ABORTED_TEXT, 0);
        close();
    }

    private void close() {
        attempt = null;
        mailMicros = 0;
    }

    private void record(
            long dotMicros, String provider, String recipient, String id, String reply, int bytes) {
        house.ledger()
                .append(
                        new LedgerEntry(
                                mailMicros,
                                dotMicros,
                                provider,
                                recipient,
                                id,
                                reply,
                                connection,
                                bytes));
    }
}
