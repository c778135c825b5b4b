package postrider.server;

import postrider.server.cli.Commands;
import postrider.server.cli.Terminal;

/// Where java starts.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Commands(Terminal.ofProcess(), new Wiring()).run(arguments));
    }
}
