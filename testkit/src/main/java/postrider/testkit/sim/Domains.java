package postrider.testkit.sim;

import java.util.Locale;

/// The simulation's rule for domains: `gmail.com.test` stands for `gmail.com`.
final class Domains {
    private static final String STAND_IN = ".test";

    private Domains() {}

    static String real(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        return lower.endsWith(STAND_IN)
                ? lower.substring(0, lower.length() - STAND_IN.length())
                : lower;
    }
}
