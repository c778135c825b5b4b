package postrider.testkit.sim;

/// How often which misfortune befalls a message, each from 0 to 1; what is left is accepted. The
/// first four belong to the recipient and come at every message; the others are drawn anew at each
/// attempt.
///
/// @param hard there is no such mailbox: 550 5.1.1, always
/// @param soft the mailbox is full: half of them say so for good (552 5.2.2) at once, half
///     say "for now" (452 4.2.2) to the first two attempts
/// @param blocked refused for policy at RCPT or, one in two, for content after the dot (55x 5.7.1)
/// @param greylisted 45x to a first attempt and to whoever comes again too early
/// @param deferred 45x to one attempt: half at RCPT, half after the dot
/// @param shut 421 to RCPT, and the connection ends
/// @param cut the connection breaks amid DATA
/// @param lost the mail is refused, and the connection breaks before the reply
/// @param muted the mail is accepted, and the connection breaks before the reply
public record Odds(
        double hard,
        double soft,
        double blocked,
        double greylisted,
        double deferred,
        double shut,
        double cut,
        double lost,
        double muted) {
    /// Everything is accepted.
    public static final Odds NONE = new Odds(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Odds {
        var each = new double[] {hard, soft, blocked, greylisted, deferred, shut, cut, lost, muted};
        for (var odds : each) {
            if (!(odds >= 0 && odds <= 1))
                throw new IllegalArgumentException("odds are 0 to 1: " + odds);
        }
        refuseBeyondOne("hard, soft, blocked and greylisted", hard + soft + blocked + greylisted);
        refuseBeyondOne(
                "deferred, shut, cut, lost and muted", deferred + shut + cut + lost + muted);
    }

    private static void refuseBeyondOne(String which, double sum) {
        // Rates that a person writes down, such as 0.7 + 0.2 + 0.1, may miss 1 by a rounding.
        if (sum > 1 + 1e-9)
            throw new IllegalArgumentException("together at most 1: " + which + " make " + sum);
    }

    public static Odds hard(double rate) {
        return new Odds(rate, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public static Odds soft(double rate) {
        return new Odds(0, rate, 0, 0, 0, 0, 0, 0, 0);
    }

    public static Odds blocked(double rate) {
        return new Odds(0, 0, rate, 0, 0, 0, 0, 0, 0);
    }

    public static Odds greylisted(double rate) {
        return new Odds(0, 0, 0, rate, 0, 0, 0, 0, 0);
    }

    public static Odds deferred(double rate) {
        return new Odds(0, 0, 0, 0, rate, 0, 0, 0, 0);
    }

    public static Odds shut(double rate) {
        return new Odds(0, 0, 0, 0, 0, rate, 0, 0, 0);
    }

    public static Odds cut(double rate) {
        return new Odds(0, 0, 0, 0, 0, 0, rate, 0, 0);
    }

    public static Odds lost(double rate) {
        return new Odds(0, 0, 0, 0, 0, 0, 0, rate, 0);
    }

    public static Odds muted(double rate) {
        return new Odds(0, 0, 0, 0, 0, 0, 0, 0, rate);
    }

    /// Both misfortunes, each at its rate.
    public Odds and(Odds more) {
        return new Odds(
                hard + more.hard,
                soft + more.soft,
                blocked + more.blocked,
                greylisted + more.greylisted,
                deferred + more.deferred,
                shut + more.shut,
                cut + more.cut,
                lost + more.lost,
                muted + more.muted);
    }

    /// The share of messages whose first attempt is accepted, and the sender told so.
    public double accepted() {
        return (1 - hard - soft - blocked - greylisted)
                * (1 - deferred - shut - cut - lost - muted);
    }
}
