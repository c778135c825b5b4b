package postrider.pacing;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Why a lane goes as fast as it goes, as data and as a sentence.
///
/// @param refusedPerSecond the speed that was refused last, or 0 while no limit is known
/// @param rest until the next start, or zero
/// @param cause of the last decrease, if there was one
/// @param ago since then, or since the start
/// @param growth until the speed may grow, if all goes well
public record LaneReading(
        Phase phase,
        double perSecond,
        int connections,
        double refusedPerSecond,
        Duration rest,
        Optional<Signal.Kind> cause,
        Duration ago,
        Duration growth) {
    /// What a lane is doing.
    public enum Phase {
        /// No limit is known yet.
        GROWING,
        /// It holds a speed below one that was refused.
        NEAR_LIMIT,
        /// It comes back, step by step, to where it was before a rest.
        RETURNING,
        /// It stands still for a moment.
        PAUSED,
        /// It stands still for long.
        SUSPENDED,
        /// A single message is under way; the others wait for its reply.
        PROBING
    }

    public String sentence() {
        return switch (phase) {
            case GROWING -> goes("no limit is known yet");
            case NEAR_LIMIT ->
                    goes(
                            String.format(
                                    Locale.ROOT, "%.2f a second were refused", refusedPerSecond));
            case RETURNING -> goes("it comes back step by step after a rest");
            case PAUSED -> "the lane pauses for %s%s".formatted(time(rest), because());
            case SUSPENDED -> "the lane is suspended for %s%s".formatted(time(rest), because());
            case PROBING -> "the lane waits for the reply to a single probe" + because();
        };
    }

    private String goes(String why) {
        return String.format(
                Locale.ROOT,
                "the lane may start %.2f messages a second on %d connections: %s; it may grow in %s",
                perSecond,
                connections,
                why,
                time(growth));
    }

    private String because() {
        return cause.map(kind ->
                        switch (kind) {
                            case SLOW -> ": the far side said that it was too fast";
                            case TOO_MANY_CONNECTIONS -> ": the far side takes no connection";
                            case SUSPEND -> ": the far side blocks us";
                            case TROUBLE -> ": there is no connection";
                            case ACCEPTED, REFUSED, UNUSED -> "";
                        })
                .orElse("");
    }

    private static String time(Duration time) {
        var seconds = (time.toMillis() + 999) / 1_000;
        return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
