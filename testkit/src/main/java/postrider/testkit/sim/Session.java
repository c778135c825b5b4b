package postrider.testkit.sim;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The dialogue on one connection, from the greeting to its end (RFC 5321, RFC 2920). One recipient
/// a transaction. Used by one thread.
final class Session {
    static final int SIZE_MAX = 50 * 1024 * 1024;
    private static final byte[] EXTENSIONS = Hello.lines("");
    private static final byte[] EXTENSIONS_TLS = Hello.lines("STARTTLS");

    private final House house;
    private final Transaction transaction;
    private final TlsUpgrade upgrade;
    private Wire wire;
    private MailScan mail;
    private volatile long lastMicros;

    private boolean greeted;
    private boolean secured;
    private int transactions;
    private String sender = "";
    private @Nullable LiveProvider provider;
    private @Nullable Ending ending;

    /// How a connection ends.
    enum Ending {
        /// What was said arrives.
        POLITE,
        /// By a reset.
        BROKEN
    }

    /// Turns the connection to TLS.
    interface TlsUpgrade {
        Wire secure() throws IOException;
    }

    Session(House house, int number, Wire wire, TlsUpgrade upgrade) {
        this.house = house;
        this.transaction = new Transaction(house, number);
        this.wire = wire;
        this.mail = new MailScan(wire);
        this.upgrade = upgrade;
        this.secured = house.tls() == Tls.IMPLICIT;
        this.lastMicros = house.nowMicros();
    }

    /// When a command was last heard.
    long lastMicros() {
        return lastMicros;
    }

    /// Turns the client away at the door.
    Ending refuse(Phrase phrase) throws IOException {
        wire.say(phrase.line());
        wire.flush();
        return Ending.POLITE;
    }

    /// @param door the provider whose own port this is, or null at the port of all; has been entered
    Ending run(@Nullable LiveProvider door) throws IOException, InterruptedException {
        provider = door;
        try {
            house.hush().await();
            say(Fixed.GREETING);
            while (ending == null) step(door);
            wire.flush();
            return ending;
        } finally {
            transaction.abort();
            if (provider != null) provider.leave();
        }
    }

    private void step(@Nullable LiveProvider door) throws IOException, InterruptedException {
        switch (wire.readLine()) {
            case READ -> obey(door);
            case TOO_LONG -> sayLast(Fixed.LONG_LINE);
            case ENDED -> ending = Ending.POLITE;
        }
    }

    private void obey(@Nullable LiveProvider door) throws IOException, InterruptedException {
        house.hush().await();
        lastMicros = house.nowMicros();
        switch (Verb.of(wire)) {
            case MAIL -> mail();
            case RCPT -> rcpt(door);
            case DATA -> data();
            case RSET -> reset();
            case QUIT -> sayLast(Fixed.BYE);
            case EHLO -> ehlo();
            case HELO -> helo();
            case NOOP -> say(Fixed.OK);
            case STARTTLS -> startTls();
            case VRFY -> say(Fixed.WILL_SEE);
            case UNKNOWN -> say(Fixed.UNKNOWN_COMMAND);
        }
    }

    private void ehlo() throws IOException {
        helloAgain();
        wire.say(house.tls() == Tls.STARTTLS && !secured ? EXTENSIONS_TLS : EXTENSIONS);
    }

    private void helo() throws IOException {
        helloAgain();
        say(Fixed.HELLO);
    }

    private void helloAgain() {
        transaction.abort();
        greeted = true;
    }

    private void reset() throws IOException {
        transaction.abort();
        say(Fixed.OK);
    }

    private void startTls() throws IOException {
        if (house.tls() != Tls.STARTTLS || secured) {
            say(Fixed.NO_TLS);
            return;
        }
        transaction.abort();
        say(Fixed.START_TLS);
        wire.flush();
        // What was pipelined behind STARTTLS in the clear is thrown away (RFC 3207 4.2).
        wire = upgrade.secure();
        mail = new MailScan(wire);
        secured = true;
        greeted = false;
    }

    private void mail() throws IOException {
        if (!greeted) say(Fixed.HELLO_FIRST);
        else if (transaction.isOpen()) say(Fixed.NESTED);
        else if (!house.ledger().hasRoom()) say(Fixed.NO_ROOM);
        else if (provider != null && isWorn(provider)) refuseMail(provider);
        else begin(wire.lineText());
    }

    private boolean isWorn(LiveProvider host) {
        return transactions >= host.behaviour().limits().perConnection();
    }

    private void refuseMail(LiveProvider host) throws IOException {
        transaction.open(lastMicros, false);
        refuse(host, "", host.phrases().worn());
    }

    private void begin(String line) throws IOException {
        var path = Paths.in(line);
        if (path.isEmpty()) {
            say(Fixed.BAD_SENDER);
        } else if (Paths.size(line) > SIZE_MAX) {
            say(Fixed.TOO_LARGE);
        } else {
            transaction.open(lastMicros, line.contains("SMTPUTF8"));
            transactions++;
            sender = path.get();
            say(Fixed.SENDER_OK);
        }
    }

    private void rcpt(@Nullable LiveProvider door) throws IOException {
        if (!transaction.isOpen()) {
            say(Fixed.MAIL_FIRST);
            return;
        }
        if (transaction.attempt() != null) {
            say(Fixed.ONE_RECIPIENT);
            return;
        }
        var recipient = Paths.recipientIn(wire.lineText()).orElse("");
        if (recipient.isEmpty()) say(Fixed.BAD_RECIPIENT);
        else if (!transaction.isUtf8() && !Paths.isAscii(recipient)) say(Fixed.NEEDS_UTF8);
        else receive(recipient, door);
    }

    private void receive(String recipient, @Nullable LiveProvider door) throws IOException {
        var domain = recipient.substring(recipient.lastIndexOf('@') + 1);
        var host = door == null ? house.providers().ofDomain(domain) : door;
        if (!attend(host)) {
            refuse(host, recipient, host.phrases().crowded());
        } else if (!host.admits(lastMicros)) {
            refuse(host, recipient, host.phrases().busy());
        } else {
            accept(transaction.begin(host, recipient));
        }
    }

    /// From now on the connection counts as one to this provider.
    private boolean attend(LiveProvider host) {
        if (host == provider) return true;
        if (!host.enter()) return false;
        if (provider != null) provider.leave();
        provider = host;
        return true;
    }

    private void accept(Attempt begun) throws IOException {
        if (!begun.fate().strikesAtRcpt()) {
            say(Fixed.RECIPIENT_OK);
            return;
        }
        house.remember(begun);
        var host = begun.provider();
        refuse(host, begun.recipient(), host.phrase(begun.fate()));
    }

    private void refuse(LiveProvider host, String recipient, Phrase phrase) throws IOException {
        transaction.refused(host.name(), recipient, phrase);
        answer(phrase);
    }

    private void data() throws IOException, InterruptedException {
        var attempt = transaction.attempt();
        if (attempt == null) {
            say(transaction.isOpen() ? Fixed.NO_RECIPIENT : Fixed.MAIL_FIRST);
            return;
        }
        say(Fixed.GO_AHEAD);
        if (attempt.fate() == Fate.CUT) cut(attempt);
        else take(attempt);
    }

    private void cut(Attempt attempt) throws IOException {
        wire.fill();
        transaction.cut(attempt);
        ending = Ending.BROKEN;
    }

    private void take(Attempt attempt) throws IOException, InterruptedException {
        var header = house.witness().equals(Witness.NOBODY) ? "" : mail.peekHeader();
        if (!mail.read()) {
            ending = Ending.POLITE;
            return;
        }
        var dotMicros = house.nowMicros();
        think(attempt);
        if (attempt.fate() == Fate.ACCEPTED || attempt.fate() == Fate.MUTED)
            house.witness().taken(new Witness.Mail(sender, attempt.recipient(), header));
        switch (attempt.fate()) {
            case LOST -> breakOff(attempt, dotMicros, Verdict.DROPPED_REFUSED_TEXT);
            case MUTED -> breakOff(attempt, dotMicros, Verdict.DROPPED_ACCEPTED_TEXT);
            default -> reply(attempt, dotMicros);
        }
    }

    private void think(Attempt attempt) throws IOException, InterruptedException {
        house.hush().await();
        var behaviour = attempt.provider().behaviour();
        var micros = house.lots().replyMicros(behaviour, attempt.hash(), attempt.number());
        if (micros == 0) return;
        wire.flush();
        Thread.sleep(Duration.ofNanos(micros * 1_000));
    }

    private void breakOff(Attempt attempt, long dotMicros, String how) {
        transaction.concluded(attempt, dotMicros, mail, how);
        ending = Ending.BROKEN;
    }

    private void reply(Attempt attempt, long dotMicros) throws IOException {
        var phrase =
                mail.size() > SIZE_MAX
                        ? Fixed.TOO_LARGE
                        : attempt.provider().phrase(attempt.fate());
        // First the ledger, then the reply: whoever got a reply finds it in the ledger.
        transaction.concluded(attempt, dotMicros, mail, phrase.text());
        answer(phrase);
    }

    private void answer(Phrase phrase) throws IOException {
        if (phrase.closes()) sayLast(phrase);
        else say(phrase);
    }

    private void sayLast(Phrase phrase) throws IOException {
        say(phrase);
        ending = Ending.POLITE;
    }

    private void say(Phrase phrase) throws IOException {
        wire.say(phrase.line());
    }
}
