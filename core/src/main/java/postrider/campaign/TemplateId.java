package postrider.campaign;

/// Names a template, as `tmpl_123` outside.
public record TemplateId(long value) {
    public TemplateId {
        if (value < 1) throw new IllegalArgumentException("a template id is positive: " + value);
    }

    @Override
    public String toString() {
        return "tmpl_" + value;
    }
}
