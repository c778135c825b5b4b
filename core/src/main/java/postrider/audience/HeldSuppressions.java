package postrider.audience;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which addresses are suppressed in which scope, in memory. Many threads may read, without locks; one at
/// a time writes.
final class HeldSuppressions {
    /// @param temporary those of `all` that end some day
    private record Circle(CompactHashes all, CompactHashes temporary) {}

    private enum Step {
        ADD_FOR_GOOD,
        ADD_FOR_A_TIME,
        REMOVE
    }

    private final Map<SuppressionScope, Circle> circles = new ConcurrentHashMap<>();

    boolean isEmpty(SuppressionScope scope) {
        return size(scope) == 0;
    }

    int size(SuppressionScope scope) {
        var circle = circles.get(scope);
        return circle == null ? 0 : circle.all.size();
    }

    boolean contains(SuppressionScope scope, AddressHash address) {
        var circle = circles.get(scope);
        return circle != null && circle.all.contains(address.high());
    }

    boolean isTemporary(SuppressionScope scope, AddressHash address) {
        var circle = circles.get(scope);
        return circle != null && circle.temporary.contains(address.high());
    }

    /// Takes in changes in their order, which matters within a scope only.
    void take(List<Suppressions.Change> changes) {
        var byScope = new LinkedHashMap<SuppressionScope, List<Suppressions.Change>>();
        for (var change : changes)
            byScope.computeIfAbsent(change.suppression().scope(), _ -> new ArrayList<>())
                    .add(change);
        byScope.forEach((scope, ofScope) -> {
            var circle =
                    circles.computeIfAbsent(
                            scope, _ -> new Circle(new CompactHashes(), new CompactHashes()));
            takeRuns(circle, ofScope);
        });
    }

    /// Those of one kind that follow each other are taken at once.
    private static void takeRuns(Circle circle, List<Suppressions.Change> changes) {
        int from = 0;
        while (from < changes.size()) {
            var step = step(changes.get(from));
            int to = from + 1;
            while (to < changes.size() && step(changes.get(to)) == step) to++;
            take(circle, step, hashes(changes.subList(from, to)));
            from = to;
        }
    }

    private static Step step(Suppressions.Change change) {
        if (change.removed()) return Step.REMOVE;
        return change.suppression().until().isPresent() ? Step.ADD_FOR_A_TIME : Step.ADD_FOR_GOOD;
    }

    private static long[] hashes(List<Suppressions.Change> changes) {
        return changes.stream().mapToLong(c -> c.suppression().address().high()).toArray();
    }

    private static void take(Circle circle, Step step, long[] hashes) {
        switch (step) {
            case ADD_FOR_GOOD -> {
                circle.all.addAll(hashes);
                removeAll(circle.temporary, hashes);
            }
            case ADD_FOR_A_TIME -> {
                circle.all.addAll(hashes);
                circle.temporary.addAll(hashes);
            }
            case REMOVE -> {
                removeAll(circle.all, hashes);
                removeAll(circle.temporary, hashes);
            }
        }
    }

    private static void removeAll(CompactHashes from, long[] hashes) {
        if (from.isEmpty()) return;
        for (var hash : hashes) from.remove(hash);
    }
}
