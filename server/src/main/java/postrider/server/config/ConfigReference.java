package postrider.server.config;

/// Writes the table of all keys that `docs/configuration.md` holds.
public final class ConfigReference {
    private ConfigReference() {}

    /// Markdown, one row a key, in the order of the schema.
    public static String table() {
        var table =
                new StringBuilder("| key | value | default | what it does |\n|---|---|---|---|\n");
        for (var key : Schema.keys()) {
            table.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(key.name(), value(key), preset(key), key.about()));
        }
        return table.toString();
    }

    private static String value(Key key) {
        var described = key.kind().describe().replace("|", "\\|");
        return switch (key.exposure()) {
            case OPEN -> described;
            case SECRET -> described + "; only as `" + key.variable().orElseThrow() + "`";
        };
    }

    private static String preset(Key key) {
        return key.preset().isEmpty() ? "" : "`" + key.preset() + "`";
    }
}
