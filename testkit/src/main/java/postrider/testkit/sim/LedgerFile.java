package postrider.testkit.sim;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A ledger as a file: tab-separated UTF-8 with a header line, one line an entry, no quoting.
final class LedgerFile implements AutoCloseable {
    private static final String HEADER =
            "mail_us\tdot_us\tprovider\trecipient\tmessage_id\treply\tconnection\tbytes";
    private static final int COLUMNS = 8;

    private final BufferedWriter out;

    private LedgerFile(BufferedWriter out) {
        this.out = out;
    }

    /// Begins the file anew.
    static LedgerFile create(Path file) throws IOException {
        var out = Files.newBufferedWriter(file);
        out.write(HEADER);
        out.write('\n');
        return new LedgerFile(out);
    }

    void write(LedgerPages.Snapshot entries) throws IOException {
        var line = new StringBuilder();
        for (var cursor = entries.cursor(); cursor.hasNext(); ) {
            line.setLength(0);
            out.append(text(cursor.next(), line));
        }
        out.flush();
    }

    private static StringBuilder text(LedgerEntry entry, StringBuilder line) {
        line.append(entry.mailMicros()).append('\t').append(entry.dotMicros()).append('\t');
        line.append(entry.provider()).append('\t').append(entry.recipient()).append('\t');
        line.append(entry.messageId()).append('\t').append(entry.reply()).append('\t');
        return line.append(entry.connection()).append('\t').append(entry.bytes()).append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static void read(Path file, Consumer<LedgerEntry> entries) throws IOException {
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!HEADER.equals(in.readLine()))
                throw new IOException("not a ledger, it has another header line: " + file);
            readEntries(in, file, entries);
        }
    }

    private static void readEntries(BufferedReader in, Path file, Consumer<LedgerEntry> entries)
            throws IOException {
        var number = 1;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            var fields = line.split("\t", -1);
            if (fields.length != COLUMNS)
                throw new IOException(
                        "line %d of %s has %d columns, not %d"
                                .formatted(number, file, fields.length, COLUMNS));
            entries.accept(entry(fields));
        }
    }

    private static LedgerEntry entry(String[] fields) {
        return new LedgerEntry(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                Integer.parseInt(fields[6]),
                Integer.parseInt(fields[7]));
    }
}
