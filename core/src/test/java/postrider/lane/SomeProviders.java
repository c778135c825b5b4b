package postrider.lane;

import java.util.List;
import postrider.lane.ShapingProfile.Connections;
import postrider.lane.ShapingProfile.RatePerSecond;
import postrider.lane.ShapingProfile.Tls;

/// A few mailbox providers, as the tests of several packages need them.
public final class SomeProviders {
    private SomeProviders() {}

    public static ProviderTable table() {
        return ProviderTable.of(
                List.of(
                        profile("google", ".google.com", "gmail.com"),
                        profile("yahoo", ".yahoodns.net", "yahoo.com")));
    }

    static ShapingProfile profile(String name, String suffix, String domain) {
        return new ShapingProfile(
                new MailboxProvider(name),
                List.of(suffix),
                List.of(domain),
                new Connections(2, 5),
                new RatePerSecond(2, 20),
                50,
                Tls.REQUIRED);
    }
}
