package postrider.forecast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postrider.campaign.SendWindow;
import postrider.lane.MailboxProvider;

/// When a campaign will have gone, as things are now.
///
/// @param at when it was asked
/// @param basis how it is known what goes where
/// @param remaining messages that are to be sent
/// @param finish when the last will have gone; empty if that is not to be seen, or nothing remains
/// @param window in which it may send; empty where nothing remains
/// @param lanes by mailbox provider, the slowest first
/// @param warnings what is not as it should be, with what would mend it
public record Forecast(
        Instant at,
        Basis basis,
        long remaining,
        Optional<Instant> finish,
        Optional<SendWindow> window,
        List<OfLane> lanes,
        List<String> warnings) {
    /// How it is known how many messages go to each mailbox provider.
    public enum Basis {
        /// The audience is expanded: counted.
        COUNTED,
        /// Estimated from the list's latest contacts, by the domains that are known without asking.
        SAMPLED
    }

    /// Mail to one mailbox provider.
    ///
    /// @param perSecond on average until then; 0 if nothing goes
    /// @param finish empty if that is not to be seen
    /// @param because what decides its speed, as a sentence
    public record OfLane(
            MailboxProvider provider,
            long remaining,
            double perSecond,
            Optional<Instant> finish,
            String because) {
        /// The slowest first; what never ends is slower than all.
        static final Comparator<OfLane> SLOWEST_FIRST =
                Comparator.comparing((OfLane lane) -> lane.finish().orElse(Instant.MAX))
                        .reversed()
                        .thenComparing(lane -> lane.provider().name());
    }

    public Forecast {
        lanes = lanes.stream().sorted(OfLane.SLOWEST_FIRST).toList();
        warnings = List.copyOf(warnings);
    }

    /// Nothing is left to be sent.
    static Forecast over(Instant now, Basis basis, Optional<SendWindow> window) {
        return new Forecast(now, basis, 0, Optional.empty(), window, List.of(), List.of());
    }

    /// Of a campaign that has ended.
    public static Forecast over(Instant now) {
        return over(now, Basis.COUNTED, Optional.empty());
    }

    /// Whether all goes before the window ends.
    public boolean fitsWindow() {
        if (remaining == 0) return true;
        return finish.isPresent()
                && window.isPresent()
                && !finish.get().isAfter(window.get().end());
    }

    /// The whole answer, for people.
    public String sentence() {
        if (remaining == 0) return "nothing is left to be sent";
        if (finish.isEmpty()) {
            var because = lanes.isEmpty() ? "" : ": " + lanes.getFirst().because();
            return "no end is to be seen" + because;
        }
        var slowest =
                lanes.size() > 1 ? " (" + lanes.getFirst().provider() + " is the slowest)" : "";
        return "expected to finish at about %s%s".formatted(shown(finish.get()), slowest);
    }

    /// To the minute, rounded up: nobody knows it better.
    static String shown(Instant at) {
        var minute = at.truncatedTo(ChronoUnit.MINUTES);
        return (minute.equals(at) ? at : minute.plus(1, ChronoUnit.MINUTES))
                .toString()
                .replace(":00Z", "Z");
    }
}
