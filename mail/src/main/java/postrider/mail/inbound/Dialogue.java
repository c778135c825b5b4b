package postrider.mail.inbound;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.message.StoreUnavailable;

/// The dialogue on one connection, from the greeting to its end (RFC 5321). Used by one thread, but
/// for [#stop].
final class Dialogue {
    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    private final House house;
    private final String peer;
    private final Socket plain;
    private Lines in;
    private OutputStream out;
    private final StringBuilder held = new StringBuilder();

    private boolean greeted;
    private boolean secured;
    private @Nullable String sender;
    private final List<String> recipients = new ArrayList<>();
    private int commands;
    private int mistakes;
    private int mails;
    private boolean ended;
    private volatile boolean stopping;
    private volatile boolean inMail;

    /// What all connections share.
    record House(
            String name,
            InboundLimits limits,
            StartTls tls,
            Mailboxes mailboxes,
            Inbox inbox,
            Room room,
            InstantSource clock) {}

    Dialogue(House house, Socket socket) throws IOException {
        this.house = house;
        this.plain = socket;
        this.peer = socket.getInetAddress().getHostAddress();
        this.in = new Lines(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// No further mail: what is in hand is finished. A host that is waited for reads as gone.
    void stop() throws IOException {
        stopping = true;
        if (!inMail) plain.shutdownInput();
    }

    void turnAway() throws IOException {
        say(Answers.CROWDED);
        flush();
    }

    void run() throws IOException {
        say("220 " + house.name + " ESMTP");
        while (!ended) {
            if (!in.hasMore()) flush();
            if (stopping && sender == null) sayLast(Answers.CLOSING);
            else step(in.next());
        }
        flush();
    }

    private void step(Lines.Line line) throws IOException {
        switch (line) {
            case Lines.Line.Text(var text) -> {
                if (++commands > house.limits.commandsMax()) sayLast(Answers.ENOUGH);
                else obey(Command.of(text));
            }
            // Whatever follows could be read in two ways.
            case Lines.Line.Malformed _ -> sayLast(Answers.BAD_LINE);
            case Lines.Line.Ended _ -> {
                if (stopping) say(Answers.CLOSING);
                ended = true;
            }
        }
    }

    private void obey(Command command) throws IOException {
        switch (command) {
            case Command.Hello(var kind) -> hello(kind);
            case Command.Mail mail -> mail(mail);
            case Command.Rcpt(var recipient) -> rcpt(recipient);
            case Command.Data _ -> data();
            case Command.Reset _ -> {
                reset();
                say(Answers.OK);
            }
            case Command.Noop _ -> say(Answers.OK);
            case Command.Verify _ -> say(Answers.WILL_SEE);
            case Command.Quit _ -> sayLast(Answers.BYE);
            case Command.Tls _ -> startTls();
            case Command.Malformed _ -> refuse(Answers.MALFORMED);
            case Command.Unsupported _ -> refuse(Answers.UNSUPPORTED);
            case Command.Unknown _ -> refuse(Answers.UNKNOWN);
        }
    }

    private void hello(Command.Hello.Kind kind) {
        reset();
        greeted = true;
        switch (kind) {
            case HELO -> say("250 " + house.name);
            case EHLO -> {
                say("250-" + house.name);
                say("250-PIPELINING");
                say("250-SIZE " + house.limits.mailMax());
                if (offersTls()) say("250-STARTTLS");
                say("250-ENHANCEDSTATUSCODES");
                say("250-8BITMIME");
                say("250 SMTPUTF8");
            }
        }
    }

    private boolean offersTls() {
        return house.tls instanceof StartTls.Offered && !secured;
    }

    private void startTls() throws IOException {
        if (!(house.tls instanceof StartTls.Offered(var context)) || secured) {
            refuse(Answers.NO_TLS);
            return;
        }
        // RFC 3207 4.2, and nobody sends commands ahead but to have them taken for encrypted ones.
        if (in.hasMore()) {
            sayLast(Answers.MALFORMED);
            return;
        }
        say(Answers.READY);
        flush();
        var socket = Secured.socket(context, plain);
        in = new Lines(socket.getInputStream());
        out = socket.getOutputStream();
        secured = true;
        greeted = false;
        reset();
    }

    private void mail(Command.Mail mail) {
        if (!greeted) refuse(Answers.HELLO_FIRST);
        else if (sender != null) refuse(Answers.NESTED);
        else if (mails >= house.limits.mailsMax()) sayLast(Answers.ENOUGH);
        else if (mail.size().orElse(0) > house.limits.mailMax()) refuse(Answers.TOO_LARGE);
        else {
            sender = mail.sender();
            inMail = true;
            say(Answers.SENDER_OK);
        }
    }

    private void rcpt(String recipient) {
        if (sender == null) refuse(Answers.MAIL_FIRST);
        else if (!house.mailboxes.takes(recipient)) refuse(Answers.FOREIGN);
        else if (recipients.size() >= house.limits.recipientsMax()) refuse(Answers.TOO_MANY);
        else {
            recipients.add(recipient);
            say(Answers.RECIPIENT_OK);
        }
    }

    private void data() throws IOException {
        if (sender == null) refuse(Answers.MAIL_FIRST);
        else if (recipients.isEmpty()) refuse(Answers.NO_RECIPIENT);
        else {
            say(Answers.GO_AHEAD);
            flush();
            try (var share = house.room.share()) {
                read(sender, share);
            }
            reset();
        }
    }

    private void read(String from, Room.Share share) throws IOException {
        mails++;
        switch (in.mail(house.limits.mailMax(), share)) {
            case Lines.Data.Whole(var bytes) ->
                    take(new InboundMail(from, recipients, bytes, peer, house.clock.instant()));
            case Lines.Data.TooLarge _ -> refuse(Answers.TOO_LARGE);
            case Lines.Data.NoRoom _ -> say(Answers.NO_ROOM);
            case Lines.Data.Malformed _ -> sayLast(Answers.BARE_LF);
            case Lines.Data.Ended _ -> ended = true;
        }
    }

    private void take(InboundMail mail) {
        try {
            house.inbox.take(mail);
            say(Answers.TAKEN);
        } catch (StoreUnavailable _) {
            // Known to whoever keeps the store; the host comes again.
            say(Answers.NOT_NOW);
        } catch (RuntimeException e) {
            LOG.error("A mail that came in could not be kept; its host is asked to come again", e);
            say(Answers.NOT_NOW);
        }
    }

    private void reset() {
        sender = null;
        inMail = false;
        recipients.clear();
    }

    private void refuse(String answer) {
        say(answer);
        if (++mistakes > house.limits.mistakesMax()) sayLast(Answers.ENOUGH);
    }

    private void sayLast(String answer) {
        say(answer);
        ended = true;
    }

    private void say(String answer) {
        held.append(answer).append("\r\n");
    }

    /// Answers are held back while there is more to read (RFC 2920 3.2).
    private void flush() throws IOException {
        if (held.isEmpty()) return;
        out.write(held.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        held.setLength(0);
    }
}
