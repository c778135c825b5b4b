package postrider.bench;

import java.io.IOException;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A host that takes everything, dies, and recovers at the same port. Used by one thread.
final class MortalHost implements AutoCloseable {
    private static final SinkConfig WELL = SinkConfig.of(Profile.accept());

    private SimulatedProviders host;
    private long acceptedBefore;

    /// How it dies.
    enum Death {
        REFUSED("no connections"),
        SILENT("timeouts"),
        SHUT("421 for all"),
        BOUNCING("550 for all");

        private final String text;

        Death(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private MortalHost(SimulatedProviders host) {
        this.host = host;
    }

    static MortalHost start() throws IOException, InterruptedException {
        return new MortalHost(SimulatedProviders.start(WELL));
    }

    int port() {
        return host.port();
    }

    /// Mails that it took so far, in all its lives.
    long accepted() {
        return acceptedBefore + host.ledger().counts().accepted();
    }

    void die(Death death) throws IOException {
        switch (death) {
            case REFUSED -> host.close();
            case SILENT -> host.fallSilent();
            case SHUT -> host.behave(Behaviour.ACCEPTS.withOdds(Odds.shut(1)));
            case BOUNCING -> host.behave(Behaviour.ACCEPTS.withOdds(Odds.hard(1)));
        }
    }

    void recover(Death death) throws IOException, InterruptedException {
        switch (death) {
            case REFUSED -> {
                acceptedBefore = accepted();
                host = SimulatedProviders.start(WELL.withPort(host.port()));
            }
            case SILENT -> host.speak();
            case SHUT, BOUNCING -> host.behave(Behaviour.ACCEPTS);
        }
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
