package postrider.server.e2e;

import com.github.luben.zstd.Zstd;
import postrider.seal.Compression;

/// Reads what the server's own compression wrote.
final class StoredZstd implements Compression {
    @Override
    public byte[] compress(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    @Override
    public byte[] expand(byte[] compressed) {
        return Zstd.decompress(compressed, (int) Zstd.getFrameContentSize(compressed));
    }
}
