package postrider.api.calls;

import java.util.List;
import java.util.Locale;

/// Tells programs that open mails and follow links from people, by what they call themselves. It errs
/// towards people where a program pretends to be a browser.
final class Machines {
    /// Gmail's and Yahoo's image proxies fetch for somebody, or before; link scanners and previews; what
    /// programs are written with.
    private static final List<String> NAMES =
            List.of(
                    "googleimageproxy",
                    "yahoomailproxy",
                    "bot",
                    "crawler",
                    "spider",
                    "preview",
                    "scanner",
                    "barracuda",
                    "mimecast",
                    "proofpoint",
                    "symantec",
                    "headless",
                    "curl/",
                    "wget/",
                    "python",
                    "go-http-client",
                    "java/",
                    "okhttp",
                    "apache-httpclient",
                    "libwww");

    /// All that Apple's Mail Privacy Protection says.
    private static final String APPLE_RELAY = "mozilla/5.0";

    private Machines() {}

    static boolean isMachine(String userAgent) {
        var name = userAgent.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty()
                || name.equals(APPLE_RELAY)
                || NAMES.stream().anyMatch(name::contains);
    }
}
