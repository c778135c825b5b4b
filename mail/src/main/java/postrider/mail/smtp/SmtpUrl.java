package postrider.mail.smtp;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postrider.mail.smtp.SmtpRoute.Login;
import postrider.mail.smtp.SmtpRoute.Pipelining;

/// Reads routes from URLs: `smtp://host` (a relay; port 25, or 587 with credentials),
/// `smtps://host` (TLS from the first byte; port 465), `mx:///` (straight to the MX hosts) and
/// `mx://host:port` (all sites at one address). Options after `?`:
///
/// | option | values |
/// |---|---|
/// | `tls` | `none`, `opportunistic` (default), `required` (default with credentials) |
/// | `trust` | `anyone`, `authorities`, or the path of a PEM file |
/// | `helo` | a name for EHLO |
/// | `messages` | messages a connection |
/// | `pipelining` | `on` (default), `off` |
/// | `clear` | `yes`: credentials also without TLS |
/// | `source` | an IP address of this machine to connect from, with a name for EHLO if it has its own: `192.0.2.1+mta1.example.com`; several take turns |
/// | `timeout` | seconds for each step, 0.1 to 3600, for hosts that are near (default: those of RFC 5321) |
///
/// Credentials are percent-encoded where they hold `@`, `:`, `/` or `%`.
final class SmtpUrl {
    private static final String SOURCE = "source";
    private static final List<String> OPTIONS =
            List.of("tls", "trust", "helo", "messages", "pipelining", "clear", SOURCE, "timeout");

    private static final String TIMEOUT = "seconds from 0.1 to 3600, such as 30 or 2.5";

    private final URI uri;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();

    private SmtpUrl(URI uri) {
        this.uri = uri;
        readOptions(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    static SmtpRoute route(String url, String heloName) {
        try {
            return new SmtpUrl(new URI(url)).route(heloName);
        } catch (URISyntaxException e) {
            // Its message repeats the URL, password and all.
            throw new IllegalArgumentException(
                    "no URL at character "
                            + e.getIndex()
                            + ": a route is like smtp://user:password@host:port?tls=required");
        }
    }

    private SmtpRoute route(String heloName) {
        var login = new Login(credentials(), secrecy());
        var helo = options.getOrDefault("helo", heloName);
        return start(helo)
                .withMessagesMax(messages())
                .with(pipelining())
                .with(timeouts())
                .with(tls(login))
                .with(sources(helo))
                .with(login);
    }

    private SourcePool sources(String helo) {
        return new SourcePool(
                sources.stream().map(source -> SourceAddress.parse(source, helo)).toList());
    }

    private SmtpRoute start(String helo) {
        var host = host();
        return switch (String.valueOf(uri.getScheme())) {
            case "smtp" ->
                    SmtpRoute.relay(host, port(uri.getRawUserInfo() == null ? 25 : 587), helo);
            case "smtps" -> SmtpRoute.relay(host, port(465), helo);
            case "mx" ->
                    host.isEmpty()
                            ? SmtpRoute.direct(helo)
                            : SmtpRoute.directTo(host, port(25), helo);
            default ->
                    throw new IllegalArgumentException(
                            "a route's URL starts with smtp://, smtps:// or mx://");
        };
    }

    private String host() {
        var host = uri.getHost();
        if (host == null && uri.getRawAuthority() != null)
            throw new IllegalArgumentException("the route's URL has no valid host and port");
        if (host == null) return "";
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port(int otherwise) {
        return uri.getPort() < 0 ? otherwise : uri.getPort();
    }

    private Credentials credentials() {
        var raw = uri.getRawUserInfo();
        if (raw == null) return Credentials.NONE;
        var colon = raw.indexOf(':');
        if (colon < 1)
            throw new IllegalArgumentException("credentials in a URL are like user:password@");
        return new Credentials(
                percentDecoded(raw.substring(0, colon)), percentDecoded(raw.substring(colon + 1)));
    }

    private static String percentDecoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Login.Secrecy secrecy() {
        return switch (options.getOrDefault("clear", "no")) {
            case "no" -> Login.Secrecy.TLS_ONLY;
            case "yes" -> Login.Secrecy.CLEAR_TEXT_ALLOWED;
            default -> throw refused("clear", "yes or no");
        };
    }

    private int messages() {
        var text = options.getOrDefault("messages", "" + SmtpRoute.MESSAGES_DEFAULT);
        if (!text.matches("[0-9]{1,7}"))
            throw refused("messages", "a number from 1 to " + SmtpRoute.MESSAGES_MAX);
        return Integer.parseInt(text);
    }

    private Pipelining pipelining() {
        return switch (options.getOrDefault("pipelining", "on")) {
            case "on" -> Pipelining.WHERE_OFFERED;
            case "off" -> Pipelining.OFF;
            default -> throw refused("pipelining", "on or off");
        };
    }

    private SmtpTimeouts timeouts() {
        var text = options.get("timeout");
        if (text == null) return SmtpTimeouts.RFC_5321;
        if (!text.matches("[0-9]{1,4}([.][0-9])?")) throw refused("timeout", TIMEOUT);
        var time = Duration.ofMillis(Math.round(1_000 * Double.parseDouble(text)));
        if (time.isZero() || time.compareTo(Duration.ofHours(1)) > 0)
            throw refused("timeout", TIMEOUT);
        return SmtpTimeouts.each(time);
    }

    private SmtpTls tls(Login login) {
        var preset = preset(login);
        var trust = options.get("trust");
        if (trust == null) return preset;
        return new SmtpTls(
                preset.mode(),
                switch (trust) {
                    case "anyone" -> new SmtpTls.Trust.Anyone();
                    case "authorities" -> new SmtpTls.Trust.Authorities();
                    default -> new SmtpTls.Trust.File(Path.of(trust));
                });
    }

    private SmtpTls preset(Login login) {
        if ("smtps".equals(uri.getScheme())) {
            if (options.containsKey("tls"))
                throw new IllegalArgumentException("smtps:// is TLS: leave out the option tls");
            return SmtpTls.IMPLICIT;
        }
        var secret = !login.credentials().isNone() && login.secrecy() == Login.Secrecy.TLS_ONLY;
        return switch (options.getOrDefault("tls", secret ? "required" : "opportunistic")) {
            case "none" -> SmtpTls.NONE;
            case "opportunistic" -> SmtpTls.OPPORTUNISTIC;
            case "required" -> SmtpTls.REQUIRED;
            default -> throw refused("tls", "none, opportunistic or required");
        };
    }

    private static IllegalArgumentException refused(String option, String wanted) {
        return new IllegalArgumentException("the option " + option + " of a route is " + wanted);
    }

    private void readOptions(String query) {
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !OPTIONS.contains(name)) {
                throw new IllegalArgumentException(
                        "the options of a route are name=value, the names "
                                + String.join(", ", OPTIONS));
            }
            var value = percentDecoded(pair.substring(equals + 1));
            if (name.equals(SOURCE)) sources.add(value);
            else if (options.put(name, value) != null)
                throw new IllegalArgumentException("the option " + name + " is there twice");
        }
    }
}
