package postrider.server.cli;

/// Ends a command with a message for people and a code for scripts.
final class CannotDo extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    private CannotDo(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /// What was asked must be mended first.
    static CannotDo refused(String message) {
        return new CannotDo(Exit.REFUSED, message);
    }

    /// Something outside stands in the way.
    static CannotDo failed(String message) {
        return new CannotDo(Exit.FAILED, message);
    }

    int exit() {
        return exit;
    }
}
