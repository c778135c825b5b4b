package postrider.audience;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The first 128 bits of a keyed hash of a normalised address.
public record AddressHash(long high, long low) implements Comparable<AddressHash> {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    /// Reads what [#toString] writes; empty if it is something else.
    public static Optional<AddressHash> parse(String hex) {
        if (!HEX.matcher(hex).matches()) return Optional.empty();
        return Optional.of(
                new AddressHash(
                        Long.parseUnsignedLong(hex.substring(0, 16), 16),
                        Long.parseUnsignedLong(hex.substring(16), 16)));
    }

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
