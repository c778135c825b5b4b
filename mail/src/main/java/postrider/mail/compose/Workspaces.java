package postrider.mail.compose;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postrider.mail.dkim.DkimScratch;
import postrider.mail.mime.Bytes;

/// One set of buffers for each thread that composes, shared by all campaigns: made once in a
/// process. About 100 KB a thread, so as many threads should compose as there are connections.
public final class Workspaces {
    private final ThreadLocal<Workspace> own = ThreadLocal.withInitial(Workspace::new);

    Workspace own() {
        return own.get();
    }

    /// The buffers of one thread.
    static final class Workspace {
        /// RFC 5322 3.3.
        private static final DateTimeFormatter DATE =
                DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC);

        final Bytes mail = new Bytes();
        final Bytes scratch = new Bytes();
        final DkimScratch dkim = new DkimScratch();
        private long second = -1;
        private String date = "";

        /// Formatting costs as much as the rest of a header, and most mails share their second.
        String date(Instant now) {
            if (now.getEpochSecond() != second) {
                date = DATE.format(now);
                second = now.getEpochSecond();
            }
            return date;
        }
    }
}
