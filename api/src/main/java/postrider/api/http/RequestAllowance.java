package postrider.api.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket of requests for every key: holds `burst`, filled at `requestsPerSecond`. Safe for many
/// threads.
final class RequestAllowance {
    private final ApiLimits limits;
    private final InstantSource clock;
    private final Map<Long, Bucket> buckets = new ConcurrentHashMap<>();

    RequestAllowance(ApiLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// @param left whole requests left
    /// @param fullInSeconds until the bucket is full
    /// @param againInSeconds 0 if the request may go on
    record Taken(int left, long fullInSeconds, long againInSeconds) {
        Response on(Response response, ApiLimits limits) {
            return response.with("RateLimit-Policy", policy(limits)).with("RateLimit", state());
        }

        /// RFC 6585 section 4.
        Refusal refusal(ApiLimits limits) {
            var sustained = "at most " + limits.requestsPerSecond() + " requests a second";
            return new Refusal(429, "too_many_requests", sustained)
                    .with("Retry-After", Long.toString(againInSeconds))
                    .with("RateLimit-Policy", policy(limits))
                    .with("RateLimit", state());
        }

        private static String policy(ApiLimits limits) {
            var window = Math.max(1, limits.burst() / limits.requestsPerSecond());
            return "\"default\";q=" + limits.burst() + ";w=" + window;
        }

        private String state() {
            return "\"default\";r=" + left + ";t=" + fullInSeconds;
        }
    }

    Taken take(long key) {
        return buckets.computeIfAbsent(key, _ -> new Bucket(limits.burst(), clock.millis())).take();
    }

    private final class Bucket {
        private double tokens;
        private long atMs;

        Bucket(double tokens, long atMs) {
            this.tokens = tokens;
            this.atMs = atMs;
        }

        synchronized Taken take() {
            var now = clock.millis();
            var perMs = limits.requestsPerSecond() / 1000.0;
            // A clock that was set back fills nothing.
            tokens = Math.min(limits.burst(), tokens + Math.max(0, now - atMs) * perMs);
            atMs = now;
            var allowed = tokens >= 1;
            if (allowed) tokens--;
            var fullIn = seconds((limits.burst() - tokens) / perMs);
            return new Taken(
                    (int) tokens, fullIn, allowed ? 0 : Math.max(1, seconds((1 - tokens) / perMs)));
        }

        private static long seconds(double ms) {
            return (long) Math.ceil(ms / 1000);
        }
    }
}
