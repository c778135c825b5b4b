package postrider.mail.template;

import java.util.List;
import java.util.stream.Collectors;

/// A template that cannot be compiled: all its mistakes, in the order of parts and lines.
public final class BadTemplate extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    BadTemplate(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
        this.mistakes = mistakes.stream().sorted().distinct().toList();
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
