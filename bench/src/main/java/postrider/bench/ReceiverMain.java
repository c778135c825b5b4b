package postrider.bench;

import java.io.IOException;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A [Receiver] as a process: tells its port, then answers `size` and `since FROM`.
final class ReceiverMain {
    private static final long ATTEMPTS_MAX = 100_000_000;

    private ReceiverMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = SinkConfig.of(Profile.named(arguments[0])).withAttemptsMax(ATTEMPTS_MAX);
        try (var providers = SimulatedProviders.start(config)) {
            Requests.tell("" + providers.port());
            Requests.serve(words -> answer(providers, words));
        }
    }

    private static String answer(SimulatedProviders providers, String[] words) {
        return switch (words[0]) {
            case "size" -> Long.toString(providers.ledger().size());
            case "since" -> Stretch.of(providers.ledger(), Long.parseLong(words[1])).line();
            default -> throw new IllegalArgumentException("asked for " + words[0]);
        };
    }
}
