package postrider.bench;

import postrider.testkit.sim.SampleAudience;
import postrider.testkit.sim.SamplePerson;

/// What the benchmarks of single steps work on.
public final class Samples {
    private Samples() {}

    /// Ten kilobytes of HTML with three variables and five links.
    public static String html() {
        return Postroom.html();
    }

    /// A new RSA-2048 key, PEM.
    public static String rsaKey() {
        return Dkim.pem("RSA");
    }

    /// The people of one shard.
    public static Iterable<SamplePerson> people(int count) {
        return SampleAudience.of(count, 1).withFlaws(0, 0);
    }
}
