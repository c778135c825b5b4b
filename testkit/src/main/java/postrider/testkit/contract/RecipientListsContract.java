package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static postrider.testkit.contract.Samples.NOW;
import static postrider.testkit.contract.Samples.together;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists;
import postrider.audience.Segment;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// What [RecipientLists] promise.
public interface RecipientListsContract {
    /// Lists that are ready.
    RecipientLists lists();

    /// A project that holds nothing.
    default ProjectId freshProject() {
        return Samples.project();
    }

    @Test
    default void createsAnEmptyList() {
        var lists = lists();
        var project = freshProject();

        var created = lists.create(project, "käufer", new byte[] {1, 0, -1}, NOW);

        assertThat(created.project()).isEqualTo(project);
        assertThat(created.name()).isEqualTo("käufer");
        assertThat(created.version()).isZero();
        assertThat(created.contacts()).isZero();
        assertThat(created.fields()).isEmpty();
        assertThat(created.sealedKey()).isEqualTo(new byte[] {1, 0, -1});
        assertThat(created.created()).isEqualTo(NOW);
        assertThat(lists.find(created.id()))
                .usingRecursiveComparison()
                .isEqualTo(Optional.of(created));
        assertThat(lists.read(created.id(), 0, 10)).isEmpty();
    }

    @Test
    default void findsNoUnknownList() {
        var lists = lists();
        var unknown = new ListId(Samples.campaign().value());

        assertThat(lists.find(unknown)).isEmpty();
        assertThat(lists.read(unknown, 0, 10)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> lists.begin(unknown));
    }

    @Test
    default void listsAProjectsListsNewestFirst() {
        var lists = lists();
        var project = freshProject();
        lists.create(project, "1", new byte[0], NOW);
        lists.create(freshProject(), "other", new byte[0], NOW);
        var second = lists.create(project, "2", new byte[0], NOW);
        lists.create(project, "3", new byte[0], NOW);

        assertThat(names(lists.list(project, Long.MAX_VALUE, 10))).containsExactly("3", "2", "1");
        assertThat(names(lists.list(project, Long.MAX_VALUE, 2))).containsExactly("3", "2");
        assertThat(names(lists.list(project, second.id().value(), 10))).containsExactly("1");
    }

    @Test
    default void showsNothingOfAnUploadBeforeItIsComplete() {
        var lists = lists();
        var list = list(lists);
        var upload = lists.begin(list);

        upload.add(List.of(bytes(1), bytes(2)), List.of(1_000, 5));

        assertThat(lists.read(list, 0, 10)).isEmpty();
        assertThat(lists.find(list).orElseThrow().version()).isZero();
        assertThat(lists.find(list).orElseThrow().contacts()).isZero();
    }

    @Test
    default void makesACompletedUploadPartOfTheList() {
        var lists = lists();
        var list = list(lists);
        var upload = lists.begin(list);
        upload.add(List.of(bytes(1), bytes(2)), List.of(1_000, 5));
        upload.add(List.of(bytes(3)), List.of(1));

        var whole = upload.complete(Set.of("name", "city"));

        assertThat(whole.version()).isEqualTo(3);
        assertThat(whole.contacts()).isEqualTo(1_006);
        assertThat(whole.fields()).containsExactlyInAnyOrder("name", "city");
        assertThat(lists.find(list)).usingRecursiveComparison().isEqualTo(Optional.of(whole));
        assertThat(lists.read(list, 0, 3))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Segment(0, upload.number(), 1_000, bytes(1)),
                        new Segment(1, upload.number(), 5, bytes(2)),
                        new Segment(2, upload.number(), 1, bytes(3)));
    }

    @Test
    default void appendsOneUploadToAnother() {
        var lists = lists();
        var list = list(lists);
        var first = complete(lists, list, 2, Set.of("name"));

        var second = complete(lists, list, 3, Set.of("city"));

        assertThat(second).isGreaterThan(first).isPositive();
        var whole = lists.find(list).orElseThrow();
        assertThat(whole.version()).isEqualTo(5);
        assertThat(whole.contacts()).isEqualTo(50);
        assertThat(whole.fields()).containsExactlyInAnyOrder("name", "city");
        assertThat(lists.read(list, 0, 5))
                .extracting(Segment::upload)
                .containsExactly(first, first, second, second, second);
    }

    @Test
    default void readsARangeOfSegments() {
        var lists = lists();
        var list = list(lists);
        complete(lists, list, 7, Set.of());
        complete(lists, list(lists), 7, Set.of());

        assertThat(numbers(lists.read(list, 2, 5))).containsExactly(2, 3, 4);
        assertThat(numbers(lists.read(list, 5, 100))).containsExactly(5, 6);
        assertThat(numbers(lists.read(list, 3, 3))).isEmpty();
        assertThat(numbers(lists.read(list, 7, 9))).isEmpty();
    }

    @Test
    default void throwsAnAbandonedUploadAway() {
        var lists = lists();
        var list = list(lists);
        complete(lists, list, 1, Set.of());
        var abandoned = lists.begin(list);
        abandoned.add(List.of(bytes(9)), List.of(10));

        abandoned.abandon();
        abandoned.abandon();

        complete(lists, list, 1, Set.of());
        assertThat(numbers(lists.read(list, 0, 10))).containsExactly(0, 1);
        assertThat(lists.find(list).orElseThrow().contacts()).isEqualTo(20);
        assertThatIllegalStateException()
                .isThrownBy(() -> abandoned.add(List.of(bytes(1)), List.of(1)));
        assertThatIllegalStateException().isThrownBy(() -> abandoned.complete(Set.of()));
    }

    @Test
    default void sweepsAnUploadAwayThatWasNeverCompleted() {
        var lists = lists();
        var list = list(lists);
        var lost = lists.begin(list);
        lost.add(List.of(bytes(9)), List.of(10));

        var next = lists.begin(list);
        next.add(List.of(bytes(1)), List.of(3));

        assertThatIllegalStateException().isThrownBy(() -> lost.add(List.of(bytes(8)), List.of(1)));
        assertThatIllegalStateException().isThrownBy(() -> lost.complete(Set.of()));
        lost.abandon();
        assertThat(next.complete(Set.of()).contacts()).isEqualTo(3);
        assertThat(lists.read(list, 0, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Segment(0, next.number(), 3, bytes(1)));
    }

    @Test
    default void keepsACompletedUploadWhateverIsAskedOfItLater() {
        var lists = lists();
        var list = list(lists);
        var upload = lists.begin(list);
        upload.add(List.of(bytes(1)), List.of(3));
        upload.complete(Set.of("name"));

        upload.abandon();

        assertThatIllegalStateException().isThrownBy(() -> upload.complete(Set.of()));
        assertThatIllegalStateException()
                .isThrownBy(() -> upload.add(List.of(bytes(2)), List.of(1)));
        assertThat(lists.find(list).orElseThrow().version()).isEqualTo(1);
        assertThat(lists.read(list, 0, 10)).hasSize(1);
    }

    @Test
    default void completesAnEmptyUpload() {
        var lists = lists();
        var list = list(lists);

        var whole = lists.begin(list).complete(Set.of("name"));

        assertThat(whole.version()).isZero();
        assertThat(whole.fields()).containsExactly("name");
    }

    @Test
    default void refusesTooManyFieldsWithoutChangingTheList() {
        var lists = lists();
        var list = list(lists);
        complete(lists, list, 1, Set.of("name"));
        var upload = lists.begin(list);
        upload.add(List.of(bytes(1)), List.of(1));
        var fields = new HashSet<String>();
        for (int i = 0; i < RecipientList.FIELDS_MAX; i++) fields.add("f" + i);

        assertThatIllegalArgumentException().isThrownBy(() -> upload.complete(fields));

        assertThat(lists.find(list).orElseThrow().version()).isEqualTo(1);
        assertThat(lists.find(list).orElseThrow().fields()).containsExactly("name");
        assertThat(lists.read(list, 0, 10)).hasSize(1);
    }

    @Test
    default void refusesSegmentsThatHoldNothingOrTooMuch() {
        var lists = lists();
        var upload = lists.begin(list(lists));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> upload.add(List.of(bytes(1)), List.of(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upload.add(List.of(bytes(1)), List.of(1_001)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upload.add(List.of(bytes(1)), List.of(1, 2)));

        assertThat(upload.complete(Set.of()).version()).isZero();
    }

    @Test
    default void takesUploadsOfManyListsAtOnce() throws Exception {
        var lists = lists();
        var made = new ArrayList<ListId>();
        for (int i = 0; i < 12; i++) made.add(list(lists));

        together(
                made.stream()
                        .map(id -> (Callable<Integer>) () -> complete(lists, id, 5, Set.of("name")))
                        .toList());

        for (var list : made) {
            assertThat(lists.find(list).orElseThrow().contacts()).isEqualTo(50);
            assertThat(numbers(lists.read(list, 0, 10))).containsExactly(0, 1, 2, 3, 4);
        }
    }

    private ListId list(RecipientLists lists) {
        return lists.create(freshProject(), "list", new byte[] {1}, NOW).id();
    }

    /// Uploads so many segments of ten contacts.
    ///
    /// @return the upload's number
    private static int complete(
            RecipientLists lists, ListId list, int segments, Set<String> fields) {
        var upload = lists.begin(list);
        for (int i = 0; i < segments; i++) upload.add(List.of(bytes(i)), List.of(10));
        upload.complete(fields);
        return upload.number();
    }

    private static byte[] bytes(int content) {
        return new byte[] {0, (byte) content, -1};
    }

    private static List<Integer> numbers(List<Segment> segments) {
        return segments.stream().map(Segment::number).toList();
    }

    private static List<String> names(List<RecipientList> lists) {
        return lists.stream().map(RecipientList::name).toList();
    }
}
