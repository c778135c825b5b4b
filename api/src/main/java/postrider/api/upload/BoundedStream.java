package postrider.api.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import postrider.audience.ContactUpload;

/// A stream that ends in [ContactUpload.TooLarge] after so many bytes.
public final class BoundedStream extends FilterInputStream {
    private final String over;
    private long left;

    /// @param bytesMax how many bytes may be read
    /// @param over what to say when there are more
    public BoundedStream(InputStream in, long bytesMax, String over) {
        super(in);
        this.left = bytesMax;
        this.over = over;
    }

    @Override
    public int read() throws IOException {
        var next = super.read();
        if (next >= 0) count(1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = super.read(bytes, offset, length);
        if (count > 0) count(count);
        return count;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) throw new ContactUpload.TooLarge(over);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        while (skipped < count && read() >= 0) skipped++;
        return skipped;
    }
}
