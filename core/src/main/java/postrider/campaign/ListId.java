package postrider.campaign;

/// Names a recipient list, as `list_987` outside.
public record ListId(long value) {
    public ListId {
        if (value < 1) throw new IllegalArgumentException("a list id is positive: " + value);
    }

    @Override
    public String toString() {
        return "list_" + value;
    }
}
