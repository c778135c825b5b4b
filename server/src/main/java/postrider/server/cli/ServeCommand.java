package postrider.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.server.Engines;

/// Runs the engine and its API until it is told to stop.
@Command(
        name = "serve",
        description = "Run the engine and its HTTP API until SIGTERM or Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider serve",
            "  postrider serve --config postrider.yaml",
            "  postrider serve --data /srv/postrider --port 9000"
        })
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Mixin private final Options options = new Options();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Where to listen, instead of the key \"http.port\"; 0 for any that is free.")
    private Optional<Integer> port = Optional.empty();

    ServeCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> more = new LinkedHashMap<>();
        port.ifPresent(number -> more.put("http.port", Integer.toString(number)));
        var config = options.read(terminal, more).config();
        var service = engines.serve(config);
        OnStop.then(
                () -> {
                    terminal.err().println("Stopping: finishing what is in hand.");
                    service.close();
                },
                Exit.DONE);
        service.firstKey().ifPresent(this::tell);
        service.inboundPort()
                .ifPresent(mail ->
                        terminal.out().println("Mail that comes back is taken at port " + mail));
        terminal.out().println("Postrider listens at " + service.url());
        return OnStop.await();
    }

    /// A key is shown on a terminal alone: what goes to a pipe may be kept by others.
    private void tell(Engines.FirstKey key) {
        terminal.out().println("The first API key is in " + key.file());
        switch (terminal.screen()) {
            case LIVE, LIVE_PLAIN -> terminal.out().println("  " + key.text());
            case NONE -> {}
        }
    }
}
