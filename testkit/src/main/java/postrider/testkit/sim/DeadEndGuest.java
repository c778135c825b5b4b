package postrider.testkit.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A connection that somebody made to a dead end. Used by one thread, which it never blocks: what the
/// guest does not read is lost.
final class DeadEndGuest {
    private static final byte[] GREETING = ascii("220 dead-end.test ESMTP\r\n");
    private static final byte[] HELLO = ascii("250-dead-end.test\r\n250 PIPELINING\r\n");
    private static final byte[] MORE = ascii("250-and so on\r\n".repeat(500));
    private static final byte[] LETTERS = ascii("x".repeat(8_000));
    private static final int COMMAND_MAX = 1_000;
    private static final long DRIP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DeadEnd.Way way;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Runnable onMail;
    private final ByteBuffer in = ByteBuffer.allocate(32 * 1024);
    private final StringBuilder line = new StringBuilder();
    private boolean inMail;
    private boolean gone;
    private int dripped;
    private long dripAt = System.nanoTime();

    private DeadEndGuest(
            DeadEnd.Way way, SocketChannel channel, SelectionKey key, Runnable onMail) {
        this.way = way;
        this.channel = channel;
        this.key = key;
        this.onMail = onMail;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @param onMail is run at each final dot
    static DeadEndGuest enter(
            DeadEnd.Way way, SocketChannel channel, Selector selector, Runnable onMail)
            throws IOException {
        channel.configureBlocking(false);
        var key = channel.register(selector, SelectionKey.OP_READ);
        var guest = new DeadEndGuest(way, channel, key, onMail);
        key.attach(guest);
        guest.greet();
        return guest;
    }

    private void greet() throws IOException {
        switch (way) {
            case REFUSES, SILENT, TARPIT -> {}
            case ENDLESS_LINE -> goOnForEver("220 ");
            case ENDLESS_REPLY, GARBAGE, FORGETFUL -> say(GREETING);
        }
    }

    /// Hears what was said, answers it, and tells whether the guest has hung up or was sent away.
    boolean isGone() {
        try {
            if (!gone) hear();
            if (!gone && key.isValid() && key.isWritable()) say(endless());
        } catch (IOException _) {
            leave();
        }
        return gone;
    }

    private void hear() throws IOException {
        in.clear();
        var count = channel.read(in);
        in.flip();
        while (in.hasRemaining() && !gone) hear((char) in.get());
        if (count < 0) leave();
    }

    private void hear(char letter) throws IOException {
        if (letter == '\n') {
            var command = line.toString();
            line.setLength(0);
            obey(command);
        } else if (letter != '\r' && line.length() < COMMAND_MAX) {
            line.append(letter);
        }
    }

    private void obey(String command) throws IOException {
        var verb = command.substring(0, Math.min(4, command.length())).toUpperCase(Locale.ROOT);
        switch (way) {
            case REFUSES, SILENT, TARPIT, ENDLESS_LINE -> {}
            case ENDLESS_REPLY -> goOnForEver("250-dead-end.test\r\n");
            case GARBAGE -> say(verb.equals("EHLO") ? HELLO : ascii("\0\1no reply\7\r\n"));
            case FORGETFUL -> take(command, verb);
        }
    }

    private void take(String command, String verb) throws IOException {
        if (inMail) {
            if (!command.equals(".")) return;
            onMail.run();
            leave();
            return;
        }
        inMail = verb.equals("DATA");
        switch (verb) {
            case "EHLO" -> say(HELLO);
            case "DATA" -> say(ascii("354 go on\r\n"));
            case "QUIT" -> leave();
            default -> say(ascii("250 yes\r\n"));
        }
    }

    private void goOnForEver(String start) throws IOException {
        say(ascii(start));
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private byte[] endless() {
        return way == DeadEnd.Way.ENDLESS_LINE ? LETTERS : MORE;
    }

    /// Says the next byte of a greeting that takes longer than anybody waits.
    void drip(long now) {
        if (way != DeadEnd.Way.TARPIT || gone || now - dripAt < 0) return;
        dripAt = now + DRIP_NANOS;
        try {
            say(new byte[] {GREETING[dripped]});
            // The last byte would be the end of it.
            dripped = Math.min(dripped + 1, GREETING.length - 3);
        } catch (IOException _) {
            leave();
        }
    }

    private void say(byte[] words) throws IOException {
        channel.write(ByteBuffer.wrap(words));
    }

    void leave() {
        gone = true;
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
