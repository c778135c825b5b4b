package postrider.sql;

import java.nio.ByteBuffer;
import postrider.audience.AddressHash;

/// How the hash of an address stands in a column. Both engines order bytes as unsigned ones, as hashes
/// are ordered.
final class AddressBytes {
    private AddressBytes() {}

    static byte[] of(AddressHash hash) {
        return ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array();
    }

    static AddressHash hash(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new AddressHash(buffer.getLong(), buffer.getLong());
    }
}
