package postrider.testkit.sim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ledger entries packed into pages, about 30 bytes and the two names each. Texts that repeat
/// (replies, providers) are kept once. Not safe for threads: the ledger holds its lock.
final class LedgerPages {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int FIXED_BYTES = 8 + 4 + 2 + 2 + 4 + 4 + 2 + 2;
    private static final int NAME_MAX = 1_024;
    private static final int NO_DOT = -1;
    // Replies come from a few phrase books.
    private static final int TEXTS_MAX = Short.MAX_VALUE;

    private final List<ByteBuffer> pages = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Short> textNumbers = new HashMap<>();

    void append(LedgerEntry entry) {
        var recipient = name(entry.recipient());
        var id = name(entry.messageId());
        var page = room(FIXED_BYTES + recipient.length + id.length);
        page.putLong(entry.mailMicros());
        page.putInt(dotDelta(entry));
        page.putShort(number(entry.provider()));
        page.putShort(number(entry.reply()));
        page.putInt(entry.connection());
        page.putInt(entry.bytes());
        page.putShort((short) recipient.length).put(recipient);
        page.putShort((short) id.length).put(id);
    }

    private static byte[] name(String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_MAX) {
            throw new IllegalArgumentException(
                    "a recipient or Message-ID has at most " + NAME_MAX + " bytes");
        }
        return bytes;
    }

    private static int dotDelta(LedgerEntry entry) {
        if (entry.dotMicros() == 0) return NO_DOT;
        var delta = entry.dotMicros() - entry.mailMicros();
        return Math.clamp(delta, 0, Integer.MAX_VALUE);
    }

    private ByteBuffer room(int bytes) {
        if (pages.isEmpty() || pages.getLast().remaining() < bytes)
            pages.add(ByteBuffer.allocate(PAGE_BYTES));
        return pages.getLast();
    }

    private short number(String text) {
        var known = textNumbers.get(text);
        if (known != null) return known;
        if (texts.size() == TEXTS_MAX)
            throw new IllegalStateException("more than " + TEXTS_MAX + " different replies");
        var number = (short) texts.size();
        texts.add(text);
        textNumbers.put(text, number);
        return number;
    }

    /// What there is now, to be read at leisure while more is appended.
    Snapshot snapshot() {
        var views = pages.stream().map(page -> page.duplicate().flip().asReadOnlyBuffer()).toList();
        return new Snapshot(views, List.copyOf(texts));
    }

    /// What was appended since the mark, and a new mark in it.
    Part since(Mark mark) {
        var views = new ArrayList<ByteBuffer>();
        for (int i = mark.page; i < pages.size(); i++) {
            var view = pages.get(i).duplicate().flip();
            if (i == mark.page) view.position(mark.position);
            views.add(view.asReadOnlyBuffer());
        }
        var next = pages.isEmpty() ? mark : new Mark(pages.size() - 1, pages.getLast().position());
        return new Part(new Snapshot(views, List.copyOf(texts)), next);
    }

    /// A place between two entries.
    record Mark(int page, int position) {
        static final Mark START = new Mark(0, 0);
    }

    record Part(Snapshot entries, Mark next) {}

    /// Entries that no longer change.
    record Snapshot(List<ByteBuffer> pages, List<String> texts) {
        Cursor cursor() {
            return new Cursor(this);
        }
    }

    /// Goes over a snapshot once, in the order of appending.
    static final class Cursor {
        private final Snapshot snapshot;
        private int next;
        private ByteBuffer page = ByteBuffer.allocate(0);

        private Cursor(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        boolean hasNext() {
            while (!page.hasRemaining() && next < snapshot.pages.size())
                page = snapshot.pages.get(next++).duplicate();
            return page.hasRemaining();
        }

        LedgerEntry next() {
            var mail = page.getLong();
            var delta = page.getInt();
            var provider = snapshot.texts.get(page.getShort());
            var reply = snapshot.texts.get(page.getShort());
            var connection = page.getInt();
            var bytes = page.getInt();
            var recipient = name();
            var id = name();
            var dot = delta == NO_DOT ? 0 : mail + delta;
            return new LedgerEntry(mail, dot, provider, recipient, id, reply, connection, bytes);
        }

        private String name() {
            var bytes = new byte[page.getShort()];
            page.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
