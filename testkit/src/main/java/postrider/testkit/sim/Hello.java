package postrider.testkit.sim;

import java.nio.charset.StandardCharsets;

/// The answer to EHLO.
final class Hello {
    private Hello() {}

    static byte[] lines(String more) {
        var lines =
                """
                250-mx.sim.test greets you
                250-PIPELINING
                250-SIZE %d
                250-8BITMIME
                250-SMTPUTF8
                """
                        .formatted(Session.SIZE_MAX);
        if (!more.isEmpty()) lines += "250-" + more + "\n";
        lines += "250 ENHANCEDSTATUSCODES\n";
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
