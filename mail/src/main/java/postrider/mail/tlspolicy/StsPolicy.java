package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a domain says by MTA-STS of the hosts that take its mail (RFC 8461 3.2).
///
/// @param hosts MX hosts that mail may go to; at most [#HOSTS_MAX]
/// @param maxAge how long it holds once it was read
/// @param lines it, line by line, for reports
public record StsPolicy(Mode mode, List<HostPattern> hosts, Duration maxAge, List<String> lines) {
    /// More are no mail set-up but a mistake, and would be kept for each such domain.
    public static final int HOSTS_MAX = 50;

    /// RFC 8461 3.2: about a year.
    private static final long MAX_AGE_SECONDS_MAX = 31_557_600;

    private static final int LINES_MAX = 200;

    public StsPolicy {
        hosts = List.copyOf(hosts);
        lines = List.copyOf(lines);
    }

    /// What follows where a connection does not satisfy it.
    public enum Mode {
        /// Nothing is sent over it.
        ENFORCE,
        /// It is counted.
        TESTING,
        /// The domain has no policy any more.
        NONE;

        private static Optional<Mode> of(String text) {
            return switch (text) {
                case "enforce" -> Optional.of(ENFORCE);
                case "testing" -> Optional.of(TESTING);
                case "none" -> Optional.of(NONE);
                default -> Optional.empty();
            };
        }
    }

    /// What a text is: a policy, or why not.
    public sealed interface Parsed {
        record Valid(StsPolicy policy) implements Parsed {}

        record Invalid(String why) implements Parsed {}
    }

    /// Unknown fields are passed over, and of doubles all but the first (RFC 8461 3.2).
    public static Parsed parse(String text) {
        var fields = new HashMap<String, String>();
        var patterns = new ArrayList<String>();
        var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() > LINES_MAX) return new Parsed.Invalid("more than 200 lines");
        for (var line : lines) {
            var colon = line.indexOf(':');
            if (colon < 1) return new Parsed.Invalid("a line is no field");
            var name = line.substring(0, colon).strip();
            var value = line.substring(colon + 1).strip();
            if (name.equals("mx")) patterns.add(value);
            else fields.putIfAbsent(name, value);
        }
        return parsed(fields, patterns, lines);
    }

    private static Parsed parsed(
            Map<String, String> fields, List<String> patterns, List<String> lines) {
        if (!"STSv1".equals(fields.get("version"))) return new Parsed.Invalid("no version STSv1");
        var mode = Mode.of(fields.getOrDefault("mode", ""));
        if (mode.isEmpty()) return new Parsed.Invalid("no mode enforce, testing or none");
        var maxAge = fields.getOrDefault("max_age", "");
        if (!maxAge.matches("[0-9]{1,10}")) return new Parsed.Invalid("no max_age");
        if (patterns.isEmpty() && mode.get() != Mode.NONE) return new Parsed.Invalid("no mx");
        if (patterns.size() > HOSTS_MAX || !patterns.stream().allMatch(HostPattern::isValid))
            return new Parsed.Invalid("an mx that is no host, or too many");
        var seconds = Math.min(Long.parseLong(maxAge), MAX_AGE_SECONDS_MAX);
        return new Parsed.Valid(
                new StsPolicy(
                        mode.get(),
                        patterns.stream().map(HostPattern::new).toList(),
                        Duration.ofSeconds(seconds),
                        lines));
    }

    /// @param host in lower case, without a final dot
    public boolean allows(String host) {
        return hosts.stream().anyMatch(pattern -> pattern.matches(host));
    }
}
