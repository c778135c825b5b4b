package postrider.mail.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postrider.lane.MailboxProvider;
import postrider.lane.ProviderTable;
import postrider.lane.ShapingProfile;
import postrider.lane.ShapingProfile.Connections;
import postrider.lane.ShapingProfile.RatePerSecond;
import postrider.lane.ShapingProfile.Tls;
import postrider.mail.data.BadData;
import postrider.mail.data.DataFile;
import postrider.mail.data.Fields;

/// Reads shaping profiles: those that come with the program, and a file that replaces some and adds
/// others, whole profiles by the provider's name.
public final class ShapingProfiles {
    private static final String PACKED = "/postrider/mail/profiles.yaml";
    private static final Set<String> KEYS =
            Set.of(
                    "provider",
                    "mx",
                    "domains",
                    "connections",
                    "rate",
                    "messages_per_connection",
                    "tls");

    private final List<ShapingProfile> profiles;

    private ShapingProfiles(List<ShapingProfile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /// Those that come with the program.
    public static ShapingProfiles standard() {
        return read(List.of(DataFile.packed(PACKED)));
    }

    /// Those, and a user's before them.
    ///
    /// @throws BadData telling all mistakes
    public static ShapingProfiles with(Path file) {
        return read(List.of(DataFile.packed(PACKED), DataFile.at(file)));
    }

    /// @param files a later one replaces providers of an earlier one
    static ShapingProfiles read(List<DataFile> files) {
        var mistakes = new ArrayList<String>();
        var all = new LinkedHashMap<MailboxProvider, ShapingProfile>();
        for (var file : files) all.putAll(profiles(file, mistakes));
        if (mistakes.isEmpty()) check(all, mistakes);
        if (!mistakes.isEmpty()) throw new BadData(mistakes);
        return new ShapingProfiles(List.copyOf(all.values()));
    }

    private static Map<MailboxProvider, ShapingProfile> profiles(
            DataFile file, List<String> mistakes) {
        var found = new LinkedHashMap<MailboxProvider, ShapingProfile>();
        file.fields(mistakes)
                .ifPresent(top -> {
                    top.allow(Set.of("profiles"));
                    for (var item : top.list("profiles"))
                        profile(item).ifPresent(made -> add(found, made, item));
                });
        return found;
    }

    private static void add(
            Map<MailboxProvider, ShapingProfile> found, ShapingProfile made, Fields item) {
        if (found.putIfAbsent(made.provider(), made) != null)
            item.mistake("%s has two profiles: make one of them".formatted(made.provider()));
    }

    private static Optional<ShapingProfile> profile(Fields item) {
        var name = item.text("provider");
        var fields = item.called("profile", name);
        fields.allow(KEYS);
        try {
            return Optional.of(
                    new ShapingProfile(
                            new MailboxProvider(name),
                            fields.texts("mx"),
                            fields.texts("domains"),
                            connections(fields),
                            rate(fields),
                            fields.whole("messages_per_connection", 100),
                            fields.choice("tls", Tls.values()).orElse(Tls.OPPORTUNISTIC)));
        } catch (IllegalArgumentException e) {
            fields.mistake(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Connections connections(Fields fields) {
        var bounds = bounds(fields, "connections", "[2, 10]");
        return new Connections((int) bounds[0], (int) bounds[1]);
    }

    private static RatePerSecond rate(Fields fields) {
        var bounds = bounds(fields, "rate", "[1, 10]");
        return new RatePerSecond(bounds[0], bounds[1]);
    }

    private static double[] bounds(Fields fields, String key, String example) {
        var texts = fields.texts(key);
        if (texts.size() == 2) {
            try {
                return new double[] {
                    Double.parseDouble(texts.getFirst()), Double.parseDouble(texts.getLast())
                };
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new IllegalArgumentException(
                "\"%s\" must be where to start and the ceiling, such as %s"
                        .formatted(key, example));
    }

    private static void check(Map<MailboxProvider, ShapingProfile> all, List<String> mistakes) {
        if (!all.containsKey(MailboxProvider.LONG_TAIL))
            mistakes.add("there is no profile \"tail\": it is for all that are not named");
        try {
            ProviderTable.of(all.values());
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }

    public List<ShapingProfile> all() {
        return profiles;
    }

    /// The provider's own, or that of the long tail.
    public ShapingProfile of(MailboxProvider provider) {
        return profiles.stream()
                .filter(profile -> profile.provider().equals(provider))
                .findFirst()
                .orElseGet(() -> of(MailboxProvider.LONG_TAIL));
    }

    /// The providers' names.
    public Set<String> names() {
        return profiles.stream()
                .map(profile -> profile.provider().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public ProviderTable table() {
        return ProviderTable.of(profiles);
    }
}
