package postrider.campaign;

/// The limits that a campaign sets for itself.
///
/// @param global starts per second, all lanes together
/// @param perMailboxProvider starts per second to each mailbox provider (`per_mx_rps`)
/// @param perRoute starts per second through each route (`per_provider_rps`)
/// @param concurrency messages in flight at once, all lanes together
public record ThrottleRules(Rate global, Rate perMailboxProvider, Rate perRoute, int concurrency) {
    public static final int CONCURRENCY_MAX = 100_000;
    public static final ThrottleRules NONE =
            new ThrottleRules(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, CONCURRENCY_MAX);

    public ThrottleRules {
        if (concurrency < 1 || concurrency > CONCURRENCY_MAX) {
            throw new IllegalArgumentException(
                    "concurrency is 1 to " + CONCURRENCY_MAX + ": " + concurrency);
        }
    }
}
