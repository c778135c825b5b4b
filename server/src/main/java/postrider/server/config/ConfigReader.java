package postrider.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postrider.audience.SoftBounceRule;
import postrider.delivery.StartOrder;

/// Reads a configuration whole, or tells all that is wrong with it.
public final class ConfigReader {
    private static final int FILE_BYTES_MAX = 1 << 20;

    /// A sender starts nothing within two seconds of its lease's end, and a visit needs some time.
    private static final int LEASE_SPARE_SECONDS = 5;

    private static final Pattern DKIM_ITEM = Pattern.compile("dkim\\[[0-9]+]\\.");
    private static final Pattern LIMITS_OF = Pattern.compile("limits\\.[a-z0-9_]+\\.");

    private static final Pattern COMMA = Pattern.compile(",");

    private final List<Mistake> mistakes = new ArrayList<>();

    private ConfigReader() {}

    /// What came of reading.
    public sealed interface Read {
        /// @param settings the same with its origins, for people
        record Good(Config config, Settings settings) implements Read {}

        record Bad(List<Mistake> mistakes) implements Read {}
    }

    /// @param file empty for none
    /// @param environment the process's variables
    /// @param options by key name, from the command line
    public static Read read(
            List<Path> file, Map<String, String> environment, Map<String, String> options) {
        var reader = new ConfigReader();
        var entries = new ArrayList<Entry>();
        for (var path : file) entries.addAll(reader.entries(path));
        var settings = Settings.merge(entries, environment, options, reader.mistakes);
        if (!reader.mistakes.isEmpty()) return new Read.Bad(reader.mistakes);
        var config = reader.config(settings);
        return reader.mistakes.isEmpty()
                ? new Read.Good(config, settings)
                : new Read.Bad(reader.mistakes);
    }

    private List<Entry> entries(Path file) {
        var name = file.getFileName().toString();
        return readFile(name, file)
                .map(text -> YamlEntries.read(name, text, mistakes))
                .orElse(List.of());
    }

    private Optional<String> readFile(String where, Path file) {
        try {
            if (Files.size(file) <= FILE_BYTES_MAX)
                return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
            mistake(where, "%s is larger than %d bytes".formatted(file, FILE_BYTES_MAX));
        } catch (NoSuchFileException e) {
            mistake(where, "there is no file %s".formatted(file));
        } catch (IOException e) {
            mistake(where, "cannot read %s as UTF-8 text: %s".formatted(file, e.getMessage()));
        }
        return Optional.empty();
    }

    private Config config(Settings s) {
        var data = Path.of(s.get("data"));
        return new Config(
                data,
                store(s),
                keyFile(s, data),
                s.find("api-key-file").map(Path::of).orElseGet(() -> beside(data, ".api-key")),
                s.find("api-key"),
                new Config.Http(s.get("http.host"), s.number("http.port")),
                identity(s),
                inbound(s),
                softBounces(s),
                dkim(s),
                limits(s),
                new Config.ProviderFiles(
                        s.find("profiles-file").map(Path::of),
                        s.find("rules-folder").map(Path::of)),
                queue(s),
                new Config.Campaigns(
                        new StartOrder(s.number("campaigns.at-once")),
                        GuardSettings.read(s, mistakes)),
                Duration.ofSeconds(s.number("shutdown.grace-seconds")),
                s.get("routes.allow-private").equals("true")
                        ? Config.PrivateRoutes.ALLOWED
                        : Config.PrivateRoutes.REFUSED,
                s.get("dns.validates").equals("true")
                        ? Config.NameServers.VALIDATE
                        : Config.NameServers.ANSWER,
                Config.LogLevel.valueOf(s.get("log.level").toUpperCase(Locale.ROOT)));
    }

    private Config.Store store(Settings s) {
        var store = s.get("store");
        if (store.equals("sqlite")) return new Config.Store.Sqlite();
        var password = s.find("store-password").or(() -> passwordFile(s)).orElse("");
        return new Config.Store.Postgresql(store, s.find("store-user").orElse(""), password);
    }

    private Optional<String> passwordFile(Settings s) {
        return s.find("store-password-file")
                .flatMap(file -> readFile(s.origin("store-password-file"), Path.of(file)))
                .map(text -> text.lines().findFirst().orElse(""));
    }

    private Path keyFile(Settings s, Path data) {
        var file = s.find("key-file").map(Path::of).orElseGet(() -> beside(data, ".key"));
        if (file.toAbsolutePath().normalize().startsWith(data.toAbsolutePath().normalize())) {
            mistake(
                    s.origin("key-file"),
                    "\"key-file\" must lie outside of the data folder: who copies the one must not have the other");
        }
        return file;
    }

    private static Path beside(Path data, String ending) {
        var whole = data.toAbsolutePath().normalize();
        var name = whole.getFileName();
        return name == null
                ? whole.resolve("postrider" + ending)
                : whole.resolveSibling(name + ending);
    }

    private static Config.Identity identity(Settings s) {
        return new Config.Identity(
                s.find("smtp.helo-name"),
                s.find("mail.message-id-domain"),
                s.find("mail.bounce-domain"),
                s.find("unsubscribe.base-url"),
                s.find("tracking.base-url"));
    }

    private Config.Inbound inbound(Settings s) {
        var listener = s.find("inbound.port").map(port -> listener(s, Integer.parseInt(port)));
        var pickup = s.find("inbound.pickup-folder").map(Path::of);
        var isAsked = listener.isPresent() || pickup.isPresent();
        if (isAsked && s.find("mail.bounce-domain").isEmpty()) {
            var key = listener.isPresent() ? "inbound.port" : "inbound.pickup-folder";
            mistake(
                    s.origin(key),
                    "\"%s\" needs \"mail.bounce-domain\": nothing else is taken".formatted(key));
        }
        var complaints =
                s.find("inbound.complaint-addresses")
                        .map(text -> COMMA.splitAsStream(text).collect(Collectors.toSet()))
                        .orElse(Set.of());
        return new Config.Inbound(listener, pickup, complaints);
    }

    private static SoftBounceRule softBounces(Settings s) {
        return new SoftBounceRule(
                s.number("feedback.soft-bounces"),
                Duration.ofDays(s.number("feedback.soft-bounce-days")),
                Duration.ofDays(s.number("feedback.soft-bounce-suppress-days")));
    }

    private Config.Listener listener(Settings s, int port) {
        return new Config.Listener(
                s.get("inbound.host"),
                port,
                certificate(s),
                s.number("inbound.connections"),
                s.number("inbound.connections-per-host"));
    }

    private Optional<Config.Certificate> certificate(Settings s) {
        var files = new ArrayList<Path>();
        for (var key : List.of("inbound.certificate-file", "inbound.certificate-key-file")) {
            var file = s.find(key).map(Path::of);
            file.ifPresent(files::add);
            if (file.isPresent() && !Files.isReadable(file.get()))
                mistake(s.origin(key), "cannot read the file %s".formatted(file.get()));
        }
        if (files.size() == 1)
            mistake(
                    s.origin("inbound.port"),
                    "a certificate needs its key: set both \"inbound.certificate-file\" and"
                            + " \"inbound.certificate-key-file\"");
        return files.size() == 2
                ? Optional.of(new Config.Certificate(files.get(0), files.get(1)))
                : Optional.empty();
    }

    private List<Config.DkimKey> dkim(Settings s) {
        var keys = new ArrayList<Config.DkimKey>();
        for (var item : s.groups(DKIM_ITEM)) {
            var domain = required(s, item, "domain");
            var selector = required(s, item, "selector");
            var file = required(s, item, "key-file");
            if (!file.isEmpty() && !Files.isReadable(Path.of(file)))
                mistake(s.origin(item + "key-file"), "cannot read the file %s".formatted(file));
            keys.add(new Config.DkimKey(domain, selector, Path.of(file)));
        }
        return keys;
    }

    private String required(Settings s, String item, String name) {
        var value = s.find(item + name);
        if (value.isEmpty()) {
            var place = item.substring(0, item.length() - 1);
            mistake(
                    place,
                    "\"%s\" is missing: each needs domain, selector and key-file".formatted(name));
        }
        return value.orElse("");
    }

    private static Map<String, Config.ProviderLimits> limits(Settings s) {
        var limits = new TreeMap<String, Config.ProviderLimits>();
        for (var group : s.groups(LIMITS_OF)) {
            var connections = s.find(group + "connections").map(Integer::parseInt);
            var rate = s.find(group + "rate").map(Double::parseDouble);
            limits.put(
                    group.substring("limits.".length(), group.length() - 1),
                    new Config.ProviderLimits(
                            connections.map(OptionalInt::of).orElse(OptionalInt.empty()),
                            rate.map(OptionalDouble::of).orElse(OptionalDouble.empty())));
        }
        return limits;
    }

    private Config.Queue queue(Settings s) {
        var lease = s.number("queue.lease-seconds");
        var visit = s.number("queue.visit-seconds");
        if (visit + LEASE_SPARE_SECONDS > lease) {
            mistake(
                    s.origin("queue.visit-seconds"),
                    "\"queue.visit-seconds\" must be at least %d below \"queue.lease-seconds\" (%d)"
                            .formatted(LEASE_SPARE_SECONDS, lease));
        }
        return new Config.Queue(
                Duration.ofSeconds(s.number("queue.slot-seconds")),
                Duration.ofSeconds(lease),
                Duration.ofSeconds(visit));
    }

    private void mistake(String where, String what) {
        mistakes.add(new Mistake(where, what));
    }
}
