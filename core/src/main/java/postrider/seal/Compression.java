package postrider.seal;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Makes stored bytes fewer. Safe for many threads.
public interface Compression {
    /// No stored piece is larger than this when expanded, in bytes: what claims to be is refused.
    int EXPANDED_MAX = 64 << 20;

    byte[] compress(byte[] bytes);

    /// @throws IllegalArgumentException if these are not bytes that [#compress] made
    byte[] expand(byte[] compressed);

    /// The JDK's own; the server brings a better one.
    static Compression deflate() {
        return new Deflate();
    }

    /// See [#deflate].
    final class Deflate implements Compression {
        @Override
        public byte[] compress(byte[] bytes) {
            try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
                deflater.setInput(bytes);
                deflater.finish();
                var out = new ByteArrayOutputStream(bytes.length / 2 + 16);
                var buffer = new byte[8192];
                while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
                return out.toByteArray();
            }
        }

        @Override
        public byte[] expand(byte[] compressed) {
            try (var inflater = new Inflater()) {
                inflater.setInput(compressed);
                var out = new ByteArrayOutputStream(compressed.length * 3);
                var buffer = new byte[8192];
                while (!inflater.finished()) {
                    var count = inflater.inflate(buffer);
                    if (count == 0 && inflater.needsInput()) throw broken(null);
                    out.write(buffer, 0, count);
                    if (out.size() > EXPANDED_MAX) throw broken(null);
                }
                return out.toByteArray();
            } catch (DataFormatException e) {
                throw broken(e);
            }
        }

        private static IllegalArgumentException broken(
                @org.jspecify.annotations.Nullable Throwable cause) {
            return new IllegalArgumentException(
                    "these bytes were not made by this compression", cause);
        }
    }
}
