package postrider.server;

import com.github.luben.zstd.ZstdException;
import org.jspecify.annotations.Nullable;
import postrider.seal.Compression;

/// Compression by zstd: a fifth smaller than deflate on recipients, at a fraction of its time.
final class Zstd implements Compression {
    /// Higher levels cost more time than the bytes are worth.
    private static final int LEVEL = 3;

    @Override
    public byte[] compress(byte[] bytes) {
        return com.github.luben.zstd.Zstd.compress(bytes, LEVEL);
    }

    @Override
    public byte[] expand(byte[] compressed) {
        // The frame's header tells the size: nothing larger is ever made room for.
        var size = com.github.luben.zstd.Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > EXPANDED_MAX) throw broken(null);
        try {
            return com.github.luben.zstd.Zstd.decompress(compressed, (int) size);
        } catch (ZstdException e) {
            throw broken(e);
        }
    }

    private static IllegalArgumentException broken(@Nullable Throwable cause) {
        return new IllegalArgumentException("these bytes were not made by this compression", cause);
    }
}
