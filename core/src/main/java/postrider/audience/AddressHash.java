package postrider.audience;

import java.util.HexFormat;

/// The first 128 bits of a keyed hash of a normalised address.
public record AddressHash(long high, long low) implements Comparable<AddressHash> {
    @Override
    public int compareTo(AddressHash other) {
        var order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        var hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
