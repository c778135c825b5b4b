package postrider.testkit.model;

import postrider.pacing.Bounds;
import postrider.pacing.LaneControl;
import postrider.pacing.Signal;

/// Lane control as it decides in earnest.
final class ControlledPacer implements Pacer {
    private final LaneControl control;

    ControlledPacer(Bounds bounds, long now) {
        control = new LaneControl(bounds, now);
    }

    LaneControl control() {
        return control;
    }

    @Override
    public long waitFrom(long now) {
        return control.waitFrom(now);
    }

    @Override
    public int connectionsMax(long now) {
        return control.connectionsMax();
    }

    @Override
    public boolean mayOpen(long now) {
        return control.mayOpen();
    }

    @Override
    public void opened() {
        control.opened();
    }

    @Override
    public void closed() {
        control.closed();
    }

    @Override
    public long started(long now) {
        return control.started(now);
    }

    @Override
    public void ended(long attempt, Signal signal, long now) {
        control.ended(attempt, signal, now);
    }
}
