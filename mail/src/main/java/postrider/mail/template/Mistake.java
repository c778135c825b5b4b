package postrider.mail.template;

/// What is wrong with a template, where, and how to mend it.
///
/// @param line counted from 1
public record Mistake(Part part, int line, String message) implements Comparable<Mistake> {
    @Override
    public int compareTo(Mistake other) {
        var order = part.compareTo(other.part);
        return order != 0 ? order : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return part + ", line " + line + ": " + message;
    }
}
