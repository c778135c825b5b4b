package postrider.server.config;

/// Something in a configuration that keeps it from being used.
///
/// @param where such as `postrider.yaml:4` or `environment`
/// @param what is wrong and how to mend it
public record Mistake(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
