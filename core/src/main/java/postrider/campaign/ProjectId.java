package postrider.campaign;

/// Names a project, the tenant boundary; as `prj_1` outside.
public record ProjectId(long value) {
    /// The project that exists from the first start.
    public static final ProjectId FIRST = new ProjectId(1);

    public ProjectId {
        if (value < 1) throw new IllegalArgumentException("a project id is positive: " + value);
    }

    @Override
    public String toString() {
        return "prj_" + value;
    }
}
