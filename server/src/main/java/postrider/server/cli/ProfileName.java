package postrider.server.cli;

import java.util.Locale;
import postrider.testkit.sim.Profile;

/// Profiles of simulated mailbox providers, as they are named on a command line.
enum ProfileName {
    ACCEPT,
    REALISTIC,
    CHAOS;

    Profile profile() {
        return Profile.named(name().toLowerCase(Locale.ROOT));
    }
}
