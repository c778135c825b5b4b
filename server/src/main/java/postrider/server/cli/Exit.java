package postrider.server.cli;

/// What a command's exit code tells a script.
public final class Exit {
    /// Done as asked.
    public static final int DONE = 0;

    /// Tried and failed: a server or store out of reach, or a report that does not add up.
    public static final int FAILED = 1;

    /// Not tried: the command line, the configuration or a file must be mended first.
    public static final int REFUSED = 2;

    /// Stopped before the end; running the same command again goes on.
    public static final int INTERRUPTED = 3;

    private Exit() {}
}
