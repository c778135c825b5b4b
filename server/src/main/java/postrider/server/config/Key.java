package postrider.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A key of the configuration.
///
/// @param name `http.port`; `dkim[].domain` in each item of a list; `limits.<provider>.rate` under
///     each name
/// @param preset the value where none is given; empty for none
/// @param about one sentence for the reference
/// @param exposure who may see the value
public record Key(String name, Kind kind, String preset, String about, Exposure exposure) {

    /// Whether a value is shown and where it may stand.
    public enum Exposure {
        OPEN,
        /// Only in the environment or in the file that another key names; never shown.
        SECRET
    }

    static Key open(String name, Kind kind, String preset, String about) {
        return new Key(name, kind, preset, about, Exposure.OPEN);
    }

    static Key secret(String name, Kind kind, String about) {
        return new Key(name, kind, "", about, Exposure.SECRET);
    }

    public boolean isRepeated() {
        return name.contains("[]") || name.contains("<");
    }

    /// The environment variable that sets it, or empty where it may stand more than once.
    public Optional<String> variable() {
        return isRepeated()
                ? Optional.empty()
                : Optional.of(
                        "POSTRIDER_"
                                + name.toUpperCase(Locale.ROOT)
                                        .replace('.', '_')
                                        .replace('-', '_'));
    }

    /// Whether a path in a file, such as `dkim[0].domain`, is of this key.
    boolean covers(String path) {
        return isRepeated() ? pattern().matcher(path).matches() : name.equals(path);
    }

    private Pattern pattern() {
        var quoted = Pattern.quote(name).replace("[]", "\\E\\[[0-9]+]\\Q");
        return Pattern.compile(quoted.replaceAll("<[a-z]+>", "\\\\E[a-z0-9_]{1,20}\\\\Q"));
    }
}
