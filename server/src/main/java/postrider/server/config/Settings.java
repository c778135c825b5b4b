package postrider.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The values that are in force, each with where it comes from: a command's options before the
/// environment, that before the file, that before what is preset.
public final class Settings {
    private static final String HIDDEN = "(hidden)";

    private final Map<String, Entry> byPath = new LinkedHashMap<>();

    private Settings() {}

    /// @param file entries of the file
    /// @param environment all variables there are; those of no key are ignored
    /// @param options by key name
    /// @param mistakes gets what is wrong, all of it
    static Settings merge(
            List<Entry> file,
            Map<String, String> environment,
            Map<String, String> options,
            List<Mistake> mistakes) {
        var settings = new Settings();
        for (var entry : file) settings.addFromFile(entry, mistakes);
        for (var key : Schema.keys()) {
            key.variable()
                    .map(environment::get)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(v ->
                            settings.add(new Entry(key.name(), v, "environment"), key, mistakes));
            var option = options.get(key.name());
            if (option != null)
                settings.add(new Entry(key.name(), option, "option"), key, mistakes);
            if (!key.isRepeated() && !key.preset().isEmpty())
                settings.byPath.putIfAbsent(
                        key.name(), new Entry(key.name(), key.preset(), "default"));
        }
        return settings;
    }

    private void addFromFile(Entry entry, List<Mistake> mistakes) {
        var key = Schema.find(entry.path());
        var earlier = byPath.get(entry.path());
        if (key.isEmpty()) {
            mistakes.add(new Mistake(entry.origin(), unknown(entry.path())));
        } else if (key.get().exposure() == Key.Exposure.SECRET) {
            mistakes.add(new Mistake(entry.origin(), misplaced(key.get())));
        } else if (earlier != null) {
            mistakes.add(
                    new Mistake(
                            entry.origin(),
                            "\"%s\" is there twice: first at %s"
                                    .formatted(entry.path(), earlier.origin())));
        } else {
            add(entry, key.get(), mistakes);
        }
    }

    private static String unknown(String path) {
        var meant = Schema.meantBy(path);
        return "unknown key \"%s\"%s"
                .formatted(
                        path,
                        meant.map(name -> ": did you mean \"" + name + "\"?")
                                .orElse(": docs/configuration.md lists all keys"));
    }

    private static String misplaced(Key key) {
        return "\"%s\" is a secret and must not stand here: set %s in the environment"
                .formatted(key.name(), key.variable().orElseThrow());
    }

    private void add(Entry entry, Key key, List<Mistake> mistakes) {
        byPath.put(entry.path(), entry);
        key.kind()
                .refusal(entry.value())
                .ifPresent(refusal ->
                        mistakes.add(new Mistake(entry.origin(), explain(entry, key, refusal))));
    }

    private static String explain(Entry entry, Key key, String refusal) {
        return switch (key.exposure()) {
            case OPEN -> "\"%s\" %s, and is \"%s\"".formatted(entry.path(), refusal, entry.value());
            case SECRET -> "\"%s\" %s".formatted(entry.path(), refusal);
        };
    }

    Optional<String> find(String path) {
        return Optional.ofNullable(byPath.get(path)).map(Entry::value).filter(v -> !v.isEmpty());
    }

    String get(String path) {
        return find(path).orElseThrow(() -> new IllegalStateException("no value for " + path));
    }

    int number(String path) {
        return Integer.parseInt(get(path));
    }

    /// Where a value was found, for messages.
    String origin(String path) {
        var entry = byPath.get(path);
        return entry == null ? "default" : entry.origin();
    }

    /// What stands between `prefix` and the next dot, each once: items of a list, or names.
    List<String> groups(Pattern prefix) {
        var found = new TreeSet<String>();
        for (var path : byPath.keySet()) {
            var match = prefix.matcher(path);
            if (match.lookingAt()) found.add(match.group());
        }
        return List.copyOf(found);
    }

    /// One line a value, such as `http.port: 8080  # default`. Secrets are not shown.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var entry : byPath.values()) {
            var secret = Schema.find(entry.path()).orElseThrow().exposure() == Key.Exposure.SECRET;
            lines.add(
                    "%s: %s  # %s"
                            .formatted(
                                    entry.path(), secret ? HIDDEN : entry.value(), entry.origin()));
        }
        lines.sort(null);
        return lines;
    }
}
