package postrider.mail.template;

/// This recipient's values make no text of the template. The message names variables, never values.
public final class CannotRender extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRender(String message) {
        super(message);
    }
}
