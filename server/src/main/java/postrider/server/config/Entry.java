package postrider.server.config;

/// A value as it was found.
///
/// @param path `http.port`, `dkim[0].domain`
/// @param origin `postrider.yaml:4`, `environment`, `option` or `default`
record Entry(String path, String value, String origin) {}
