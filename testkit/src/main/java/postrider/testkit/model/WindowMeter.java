package postrider.testkit.model;

/// A window cut into slices: with one slice it begins anew when it is over, with many it slides.
final class WindowMeter implements Gate.Meter {
    private final int seconds;
    private final Gate.Refused refused;
    private final long sliceNanos;
    private final int[] slices;
    private double perSecond;
    private long slice;
    private int sum;

    WindowMeter(int seconds, int slices, Gate.Refused refused, double perSecond) {
        this.seconds = seconds;
        this.refused = refused;
        this.perSecond = perSecond;
        this.slices = new int[slices];
        sliceNanos = seconds * 1_000_000_000L / slices;
    }

    @Override
    public boolean admits(long now) {
        turnTo(now / sliceNanos);
        var fits = sum < Math.max(1, Math.round(perSecond * seconds));
        if (fits || refused == Gate.Refused.COUNTS) {
            slices[(int) (slice % slices.length)]++;
            sum++;
        }
        return fits;
    }

    private void turnTo(long next) {
        var turns = Math.min(slices.length, next - slice);
        for (long i = 1; i <= turns; i++) {
            var place = (int) ((next - turns + i) % slices.length);
            sum -= slices[place];
            slices[place] = 0;
        }
        slice = next;
    }

    @Override
    public void limit(double perSecond) {
        this.perSecond = perSecond;
    }
}
