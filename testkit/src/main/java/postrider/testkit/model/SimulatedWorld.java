package postrider.testkit.model;

import static postrider.testkit.model.ProviderModel.Kind.MIXED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.ShapingProfile;
import postrider.pacing.Bounds;

/// The mailbox providers of an ordinary consumer list, each with limits of its own that nobody tells: about
/// half of the ceiling of its profile, less after three hours, a 421 for everybody now and then.
public final class SimulatedWorld {
    /// The share of delivered messages that readers call unwanted.
    public static final double COMPLAINTS = 0.0001;

    private static final double NOISE = 0.0005;

    /// Whose mailboxes the recipients have; the rest is the long tail's.
    private static final Map<String, Double> SHARES =
            Map.of(
                    "google",
                    0.38,
                    "outlook",
                    0.13,
                    "yahoo",
                    0.12,
                    "office365",
                    0.08,
                    "apple",
                    0.06,
                    "gmx",
                    0.04,
                    "comcast",
                    0.02,
                    "orange",
                    0.02);

    private static final List<Gate> GATES =
            List.of(
                    new Gate.Bucket(10),
                    new Gate.FixedWindow(60),
                    new Gate.SlidingWindow(60, Gate.Refused.FREE));

    private SimulatedWorld() {}

    /// One lane.
    ///
    /// @param share of all messages, above 0
    public record Place(Lane lane, double share, ProviderModel model) {}

    /// The lanes of those of these profiles that have a share. They add up to 1.
    ///
    /// @param hours how long the simulation lasts
    public static List<Place> of(Collection<ShapingProfile> profiles, int hours) {
        var places = new ArrayList<Place>();
        var rest = 1.0;
        for (var profile : profiles) {
            var share = SHARES.getOrDefault(profile.provider().name(), 0.0);
            if (share == 0) continue;
            rest -= share;
            places.add(new Place(Lane.of(profile.provider()), share, model(profile, hours)));
        }
        for (var profile : profiles) {
            if (!profile.provider().equals(MailboxProvider.LONG_TAIL)) continue;
            for (int i = 0; i < Lanes.TAIL_SLICES; i++)
                places.add(
                        new Place(
                                Lane.slice(MailboxProvider.LONG_TAIL, i),
                                rest / Lanes.TAIL_SLICES,
                                model(profile, hours)));
        }
        return List.copyOf(places);
    }

    private static ProviderModel model(ShapingProfile profile, int hours) {
        var bounds = Bounds.of(profile);
        var allowance = Allowance.of(bounds.perSecondMax() / 2, bounds.connectionsMax());
        var name = profile.provider().name();
        var isTail = profile.provider().equals(MailboxProvider.LONG_TAIL);
        return new ProviderModel(
                name,
                MIXED,
                bounds,
                hours,
                0.4,
                GATES.get(Math.floorMod(name.hashCode(), GATES.size())),
                List.of(
                        allowance,
                        Allowance.of(allowance.perSecond() * 0.8, allowance.connections())
                                .from(180)),
                Weather.bursts(90, 20).noisy(NOISE).refusing(isTail ? 0.06 : 0.02),
                Manners.PLAIN);
    }
}
