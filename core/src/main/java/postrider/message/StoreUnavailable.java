package postrider.message;

/// A store cannot be reached or refuses to work. Own trouble: it costs no message an attempt, and
/// what was under way is tried again.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
