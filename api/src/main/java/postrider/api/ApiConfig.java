package postrider.api;

import postrider.api.http.ApiLimits;

/// Where the API listens and what it allows.
///
/// @param port 0 for one that the system chooses
public record ApiConfig(String host, int port, ApiLimits limits) {
    public ApiConfig {
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
    }

    /// Reachable from this machine only.
    public static ApiConfig loopback(int port) {
        return new ApiConfig("127.0.0.1", port, ApiLimits.DEFAULT);
    }
}
