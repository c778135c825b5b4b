package postrider.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Programs of others that ours are held against.
final class Tools {
    /// `times` of POSIX sh: one line for the shell, one for what it ran.
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s");

    private static final Pattern OPENSSL = Pattern.compile("rsa\\s+2048 bits\\s+([0-9.]+)s");

    private Tools() {}

    static boolean has(String program) {
        try {
            return run(List.of("sh", "-c", "command -v " + program)).exit() == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("there is no sh", e);
        }
    }

    private record Ran(int exit, String output) {}

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    /// A run of Postfix's load generator.
    ///
    /// @param launchedMicros when it was started, in microseconds since 1970
    record SmtpSource(long launchedMicros, double cpuSeconds) {
        /// One mail a transaction, as many as asked for, over connections that are kept.
        ///
        /// @param size of a mail without its headers
        static SmtpSource run(int port, int size, int messages, int connections)
                throws IOException, InterruptedException {
            var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh"));
            command.addAll(List.of("smtp-source", "-d", "-s", "" + connections, "-l", "" + size));
            command.addAll(List.of("-m", "" + messages, "-f", "news@shop.example"));
            command.addAll(List.of("-t", "someone@gmail.com.test", "127.0.0.1:" + port));
            var launched = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            var ran = Tools.run(command);
            if (ran.exit() != 0) throw new IOException("smtp-source failed: " + ran.output());
            return new SmtpSource(launched, childrenSeconds(ran.output()));
        }

        private static double childrenSeconds(String output) {
            var lines = TIMES.matcher(output).results().toList();
            if (lines.isEmpty()) throw new IllegalStateException("sh told no times: " + output);
            var last = lines.getLast();
            return 60 * Double.parseDouble(last.group(1))
                    + Double.parseDouble(last.group(2))
                    + 60 * Double.parseDouble(last.group(3))
                    + Double.parseDouble(last.group(4));
        }
    }

    /// CPU of one RSA-2048 signature of OpenSSL, in microseconds.
    static double opensslSignatureMicros() throws IOException, InterruptedException {
        var ran = run(List.of("openssl", "speed", "-seconds", "3", "rsa2048"));
        var figure = OPENSSL.matcher(ran.output());
        if (!figure.find()) throw new IOException("openssl speed told nothing: " + ran.output());
        return Double.parseDouble(figure.group(1)) * 1e6;
    }
}
