package postrider.api.http;

/// What one key may ask for, and how large a request may be.
///
/// @param requestsPerSecond sustained
/// @param burst requests at once, after a rest
/// @param uploadsAtOnce uploads of contacts under way at the same time
/// @param bodyBytesMax of a JSON body
/// @param uploadBytesMax of an upload as it is transferred
public record ApiLimits(
        int requestsPerSecond,
        int burst,
        int uploadsAtOnce,
        int bodyBytesMax,
        long uploadBytesMax) {
    public static final ApiLimits DEFAULT = new ApiLimits(100, 1_000, 4, 2 << 20, 1L << 30);

    public ApiLimits {
        if (requestsPerSecond < 1
                || burst < 1
                || uploadsAtOnce < 1
                || bodyBytesMax < 1
                || uploadBytesMax < 1) {
            throw new IllegalArgumentException("a limit is above zero");
        }
    }
}
