package postrider.mail.data;

import java.util.List;

/// Files that cannot be used as they are.
public final class BadData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] mistakes;

    /// @param mistakes each says where it is and how to mend it
    public BadData(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = mistakes.toArray(String[]::new);
    }

    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
