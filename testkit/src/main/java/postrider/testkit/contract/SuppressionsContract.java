package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;
import static postrider.testkit.contract.SomeSuppressions.hash;
import static postrider.testkit.contract.SomeSuppressions.in;
import static postrider.testkit.contract.SomeSuppressions.suppression;
import static postrider.testkit.contract.SomeSuppressions.until;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import postrider.audience.AddressHash;
import postrider.audience.Suppression;
import postrider.audience.Suppression.Why;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;
import postrider.audience.Suppressions.Change;
import postrider.campaign.CampaignId;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// What [Suppressions] promise.
public interface SuppressionsContract {
    /// Suppressions that are ready.
    Suppressions suppressions();

    /// A project that holds nothing.
    default ProjectId freshProject() {
        return Samples.project();
    }

    @Test
    default void addsWithAllThatIsSaid() {
        var suppressions = suppressions();
        var project = freshProject();
        var all = new ArrayList<Suppression>();
        for (var why : Why.values()) {
            all.add(
                    Suppression.forGood(
                            SuppressionScope.of(project),
                            hash(why.code(), -why.code()),
                            why,
                            "msg_1-2-3 ü",
                            NOW));
        }

        suppressions.add(all);

        for (var one : all)
            assertThat(suppressions.find(project, one.address())).containsExactly(one);
    }

    @Test
    default void addsNothing() {
        suppressions().add(List.of());
    }

    @Test
    default void replacesWhatIsThere() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(List.of(suppression(project, 1, Why.MANUAL)));
        var later =
                Suppression.forGood(
                        SuppressionScope.of(project),
                        hash(1, 1),
                        Why.ERASED,
                        "import",
                        NOW.plusSeconds(1));

        suppressions.add(List.of(later));

        assertThat(suppressions.find(project, hash(1, 1))).contains(later);
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10))
                .containsExactly(later);
    }

    @Test
    default void takesTheLaterOfTwoForOneAddress() {
        var suppressions = suppressions();
        var project = freshProject();

        suppressions.add(
                List.of(
                        suppression(project, 1, Why.MANUAL),
                        suppression(project, 2, Why.MANUAL),
                        suppression(project, 1, Why.COMPLAINT)));

        assertThat(suppressions.find(project, hash(1, 1)))
                .contains(suppression(project, 1, Why.COMPLAINT));
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10))
                .hasSize(2);
    }

    @Test
    default void takesOneBack() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(
                List.of(suppression(project, 1, Why.MANUAL), suppression(project, 2, Why.MANUAL)));

        assertThat(suppressions.remove(SuppressionScope.of(project), hash(1, 1), NOW)).isTrue();
        assertThat(suppressions.remove(SuppressionScope.of(project), hash(1, 1), NOW)).isFalse();

        assertThat(suppressions.find(project, hash(1, 1))).isEmpty();
        assertThat(suppressions.find(project, hash(2, 2))).isNotEmpty();
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10))
                .hasSize(1);
    }

    @Test
    default void addsAgainWhatWasTakenBack() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(List.of(suppression(project, 1, Why.MANUAL)));
        suppressions.remove(SuppressionScope.of(project), hash(1, 1), NOW);

        suppressions.add(List.of(suppression(project, 1, Why.COMPLAINT)));

        assertThat(suppressions.find(project, hash(1, 1)))
                .contains(suppression(project, 1, Why.COMPLAINT));
    }

    @Test
    default void keepsEachProjectsApart() {
        var suppressions = suppressions();
        var project = freshProject();
        var other = freshProject();
        suppressions.add(
                List.of(suppression(project, 1, Why.MANUAL), suppression(other, 1, Why.ERASED)));

        assertThat(suppressions.remove(SuppressionScope.of(other), hash(1, 1), NOW)).isTrue();

        assertThat(suppressions.find(project, hash(1, 1)))
                .contains(suppression(project, 1, Why.MANUAL));
        assertThat(suppressions.list(SuppressionScope.of(other), Optional.empty(), 10)).isEmpty();
        assertThat(suppressions.remove(SuppressionScope.of(freshProject()), hash(1, 1), NOW))
                .isFalse();
    }

    @Test
    default void findsOnlyTheWholeHash() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(List.of(suppression(project, 1, Why.MANUAL)));

        assertThat(suppressions.find(project, hash(1, 2))).isEmpty();
        assertThat(suppressions.find(project, hash(2, 1))).isEmpty();
    }

    @Test
    default void listsByOrderOfHashWhateverItsFirstBit() {
        var suppressions = suppressions();
        var project = freshProject();
        var ordered =
                List.of(
                        hash(0, 0),
                        hash(0, 5),
                        hash(0, -5),
                        hash(1, 0),
                        hash(Long.MAX_VALUE, 7),
                        hash(Long.MIN_VALUE, 7),
                        hash(-1, 0),
                        hash(-1, -1));
        for (var address : ordered.reversed())
            suppressions.add(List.of(suppression(project, address, Why.MANUAL)));

        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 100))
                .extracting(Suppression::address)
                .containsExactlyElementsOf(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            var after = suppression(project, ordered.get(i), Why.MANUAL).key();
            assertThat(suppressions.list(SuppressionScope.of(project), Optional.of(after), 3))
                    .extracting(Suppression::address)
                    .containsExactlyElementsOf(
                            ordered.subList(i + 1, Math.min(i + 4, ordered.size())));
        }
    }

    @Test
    default void tellsChangesInOrder() {
        var suppressions = suppressions();
        var project = freshProject();
        var start = latest(suppressions);
        suppressions.add(
                List.of(suppression(project, 1, Why.MANUAL), suppression(project, 2, Why.MANUAL)));
        suppressions.remove(SuppressionScope.of(project), hash(1, 1), NOW);
        suppressions.add(List.of(suppression(project, 3, Why.COMPLAINT)));
        suppressions.add(List.of(suppression(project, 2, Why.COMPLAINT)));
        suppressions.remove(SuppressionScope.of(project), hash(3, 3), NOW);
        suppressions.add(List.of(suppression(project, 3, Why.ERASED)));

        for (var atOnce : List.of(1, 2, 100)) {
            var changes = changesOf(suppressions, project, start, atOnce);

            assertThat(changes).extracting(Change::number).isSorted().doesNotHaveDuplicates();
            assertThat(changes).allMatch(change -> change.number() > start);
            assertThat(replayed(changes))
                    .containsOnly(
                            Map.entry(hash(2, 2), suppression(project, 2, Why.COMPLAINT)),
                            Map.entry(hash(3, 3), suppression(project, 3, Why.ERASED)));
        }
    }

    @Test
    default void tellsARemovalToWhoKnewTheSuppression() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(List.of(suppression(project, 1, Why.MANUAL)));
        var known = latest(suppressions);

        suppressions.remove(SuppressionScope.of(project), hash(1, 1), NOW);

        var changes = changesOf(suppressions, project, known, 10);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().removed()).isTrue();
        assertThat(changes.getFirst().suppression().address()).isEqualTo(hash(1, 1));
    }

    @Test
    default void tellsNoChangeTwice() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(List.of(suppression(project, 1, Why.MANUAL)));

        assertThat(changesOf(suppressions, project, latest(suppressions), 10)).isEmpty();
    }

    @Test
    default void keepsEachScopeOfAnAddressApart() {
        var suppressions = suppressions();
        var project = freshProject();
        var inProject = in(SuppressionScope.of(project), 1);
        var inList = in(SuppressionScope.of(project, new ListId(7)), 1);
        var inOtherList = in(SuppressionScope.of(project, new ListId(8)), 1);
        var inCampaign = in(SuppressionScope.of(project, new CampaignId(7)), 1);
        suppressions.add(List.of(inCampaign, inOtherList, inList, inProject));

        assertThat(suppressions.remove(inOtherList.scope(), hash(1, 1), NOW)).isTrue();
        assertThat(suppressions.remove(inOtherList.scope(), hash(1, 1), NOW)).isFalse();

        assertThat(suppressions.find(project, hash(1, 1)))
                .containsExactly(inProject, inList, inCampaign);
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10))
                .containsExactly(inProject, inList, inCampaign);
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.of(inProject.key()), 1))
                .containsExactly(inList);
    }

    @Test
    default void findsTheGlobalOneInEveryProject() {
        var suppressions = suppressions();
        var number = (int) freshProject().value() + 1_000;
        var global = in(SuppressionScope.GLOBAL, number);

        suppressions.add(List.of(global));

        assertThat(suppressions.find(freshProject(), global.address())).containsExactly(global);
        assertThat(suppressions.list(SuppressionScope.of(freshProject()), Optional.empty(), 10))
                .isEmpty();
        assertThat(suppressions.list(SuppressionScope.GLOBAL, Optional.empty(), 10_000))
                .contains(global);
        assertThat(suppressions.remove(SuppressionScope.GLOBAL, global.address(), NOW)).isTrue();
        assertThat(suppressions.find(freshProject(), global.address())).isEmpty();
    }

    @Test
    default void takesBackWhatIsOverAndTellsOfIt() {
        var suppressions = suppressions();
        var project = freshProject();
        suppressions.add(
                List.of(
                        until(project, 1, NOW.plusSeconds(1)),
                        until(project, 2, NOW.plusSeconds(2)),
                        until(project, 3, NOW.plusSeconds(1)),
                        suppression(project, 4, Why.MANUAL)));
        suppressions.add(List.of(suppression(project, 3, Why.COMPLAINT)));
        var known = latest(suppressions);

        suppressions.expire(NOW.plusMillis(999), 10);
        assertThat(changesOf(suppressions, project, known, 10)).isEmpty();
        suppressions.expire(NOW.plusSeconds(1), 10);

        var changes = changesOf(suppressions, project, known, 10);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().removed()).isTrue();
        assertThat(changes.getFirst().suppression().address()).isEqualTo(hash(1, 1));
        assertThat(suppressions.find(project, hash(1, 1))).isEmpty();
        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10))
                .extracting(Suppression::address)
                .containsExactly(hash(2, 2), hash(3, 3), hash(4, 4));
        assertThat(suppressions.expire(NOW.plusSeconds(1), 10)).isZero();
    }

    @Test
    default void takesBackSoManyAtOnce() {
        var suppressions = suppressions();
        var project = freshProject();
        var all = new ArrayList<Suppression>();
        for (int i = 0; i < 5; i++) all.add(until(project, i, NOW));
        suppressions.add(all);

        assertThat(suppressions.expire(NOW, 3)).isEqualTo(3);
        assertThat(suppressions.expire(NOW, 3)).isEqualTo(2);

        assertThat(suppressions.list(SuppressionScope.of(project), Optional.empty(), 10)).isEmpty();
    }

    /// Whoever follows the changes while many write sees every one.
    @Test
    default void leavesNoChangeOutBehindAFollower() throws Exception {
        var suppressions = suppressions();
        var project = freshProject();
        var seen = new HashSet<AddressHash>();
        long change = latest(suppressions);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int w = 0; w < 8; w++) {
                var writer = w;
                writers.add(threads.submit(() -> addMany(suppressions, project, writer)));
            }
            boolean last;
            do {
                last = writers.stream().allMatch(Future::isDone);
                change = follow(suppressions, project, change, seen);
            } while (!last);
            for (var writer : writers) writer.get();
        }

        assertThat(seen).hasSize(8 * 25);
    }

    private static void addMany(Suppressions suppressions, ProjectId project, int writer) {
        for (int i = 0; i < 25; i++)
            suppressions.add(List.of(suppression(project, hash(writer, i), Why.MANUAL)));
    }

    private static long follow(
            Suppressions suppressions, ProjectId project, long from, Set<AddressHash> seen) {
        var change = from;
        while (true) {
            var changes = suppressions.since(change, 7);
            for (var next : changes) {
                if (isOf(project, next)) seen.add(next.suppression().address());
            }
            if (changes.isEmpty()) return change;
            change = changes.getLast().number();
        }
    }

    /// The number of the newest change of all.
    private static long latest(Suppressions suppressions) {
        long change = 0;
        while (true) {
            var changes = suppressions.since(change, 1_000);
            if (changes.isEmpty()) return change;
            change = changes.getLast().number();
        }
    }

    private static List<Change> changesOf(
            Suppressions suppressions, ProjectId project, long start, int atOnce) {
        var all = new ArrayList<Change>();
        var change = start;
        while (true) {
            var changes = suppressions.since(change, atOnce);
            assertThat(changes).hasSizeLessThanOrEqualTo(atOnce);
            if (changes.isEmpty()) break;
            all.addAll(changes);
            change = changes.getLast().number();
        }
        return all.stream().filter(c -> isOf(project, c)).toList();
    }

    private static Map<AddressHash, Suppression> replayed(List<Change> changes) {
        var state = new HashMap<AddressHash, Suppression>();
        for (var change : changes) {
            var suppression = change.suppression();
            if (change.removed()) state.remove(suppression.address());
            else state.put(suppression.address(), suppression);
        }
        return state;
    }

    private static boolean isOf(ProjectId project, Change change) {
        return change.suppression().scope().project() == project.value();
    }
}
