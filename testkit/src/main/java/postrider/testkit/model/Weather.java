package postrider.testkit.model;

/// What happens to a sender for no fault of its speed.
///
/// @param burstEveryMinutes a 421 for everybody comes about so often; 0 for never
/// @param burstSeconds and lasts about so long
/// @param blocks block listings in a run, at moments of their own
/// @param blockMinutesMin a listing lasts at least so long
/// @param blockMinutesMax and at most so long
/// @param noise the share of attempts that are told to slow down for no reason
/// @param recipients the share that is refused because of the recipient: unknown, full, greylisted
public record Weather(
        int burstEveryMinutes,
        int burstSeconds,
        int blocks,
        int blockMinutesMin,
        int blockMinutesMax,
        double noise,
        double recipients) {
    public static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0);

    public static Weather bursts(int everyMinutes, int seconds) {
        return new Weather(everyMinutes, seconds, 0, 0, 0, 0, 0);
    }

    public static Weather blocks(int count, int minutesMin, int minutesMax) {
        return new Weather(0, 0, count, minutesMin, minutesMax, 0, 0);
    }

    public Weather noisy(double share) {
        return new Weather(
                burstEveryMinutes,
                burstSeconds,
                blocks,
                blockMinutesMin,
                blockMinutesMax,
                share,
                recipients);
    }

    public Weather refusing(double share) {
        return new Weather(
                burstEveryMinutes,
                burstSeconds,
                blocks,
                blockMinutesMin,
                blockMinutesMax,
                noise,
                share);
    }
}
