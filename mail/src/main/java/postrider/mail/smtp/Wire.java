package postrider.mail.smtp;

import java.io.Closeable;
import java.io.IOException;

/// Bytes to and from the far side. Blocking; an interrupt closes it.
interface Wire extends Closeable {
    /// Reads at least one byte into `into[from..)`, or returns -1 at the end.
    int read(byte[] into, int from) throws IOException;

    /// Writes `bytes[0..length)`, all of it or an exception.
    void write(byte[] bytes, int length) throws IOException;

    /// How many bytes of the last write may have left us, if it failed.
    int sentAtMost();
}
