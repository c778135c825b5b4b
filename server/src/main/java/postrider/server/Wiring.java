package postrider.server;

import postrider.lane.MxResolver;
import postrider.server.config.Config;

/// Calls the constructors of everything, in order.
public final class Wiring implements Engines {
    @Override
    public MxResolver dns() {
        throw new CannotStart("sending is not wired yet");
    }

    @Override
    public Engine open(Config config, MxResolver resolver) {
        throw new CannotStart("sending is not wired yet");
    }

    @Override
    public Serving serve(Config config) {
        throw new CannotStart("serving is not wired yet");
    }
}
