package postrider.testkit.model;

/// How a provider answers whoever is too fast.
///
/// @param penaltySeconds it refuses everything for so long afterwards
/// @param grudge it lowers its limit by this share for each excess, and forgets slowly
/// @param asksSeconds its reply says "try again in so many seconds"; 0 if it says nothing
public record Manners(int penaltySeconds, double grudge, int asksSeconds) {
    public static final Manners PLAIN = new Manners(0, 0, 0);

    public static Manners penalty(int seconds) {
        return new Manners(seconds, 0, 0);
    }

    public static Manners grudge(double share) {
        return new Manners(0, share, 0);
    }

    public static Manners asking(int seconds) {
        return new Manners(0, 0, seconds);
    }
}
