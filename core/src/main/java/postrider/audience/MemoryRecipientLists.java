package postrider.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// Recipient lists on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryRecipientLists implements RecipientLists {
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, Held> lists = new TreeMap<>();

    @Override
    public RecipientList create(ProjectId project, String name, byte[] sealedKey, Instant now) {
        return locked(() -> {
            var id = lists.isEmpty() ? 1 : lists.lastKey() + 1;
            var list =
                    new RecipientList(
                            new ListId(id), project, name, 0, 0, Set.of(), sealedKey, now);
            lists.put(id, new Held(list));
            return list;
        });
    }

    @Override
    public Optional<RecipientList> find(ListId list) {
        return locked(() -> held(list).map(held -> held.list));
    }

    @Override
    public List<RecipientList> list(ProjectId project, long before, int max) {
        return locked(() ->
                lists.headMap(before, false).descendingMap().values().stream()
                        .map(held -> held.list)
                        .filter(list -> list.project().equals(project))
                        .limit(max)
                        .toList());
    }

    @Override
    public Upload begin(ListId list) {
        return locked(() -> {
            var held =
                    held(list)
                            .orElseThrow(() -> new IllegalArgumentException("there is no " + list));
            var upload = new MemoryUpload(held, ++held.uploads);
            held.open = upload;
            return upload;
        });
    }

    @Override
    public List<Segment> read(ListId list, int from, int to) {
        return locked(() ->
                held(list).stream()
                        .flatMap(held -> held.segments.stream())
                        .filter(segment -> from <= segment.number() && segment.number() < to)
                        .toList());
    }

    private Optional<Held> held(ListId list) {
        return Optional.ofNullable(lists.get(list.value()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// One list; guarded by the lock.
    private static final class Held {
        private final List<Segment> segments = new ArrayList<>();
        private RecipientList list;
        private int uploads;
        private @Nullable MemoryUpload open;

        Held(RecipientList list) {
            this.list = list;
        }

        RecipientList append(List<Segment> more, Set<String> moreFields) {
            var fields = new HashSet<>(list.fields());
            fields.addAll(moreFields);
            list =
                    new RecipientList(
                            list.id(),
                            list.project(),
                            list.name(),
                            list.version() + more.size(),
                            list.contacts() + more.stream().mapToLong(Segment::contacts).sum(),
                            fields,
                            list.sealedKey(),
                            list.created());
            segments.addAll(more);
            return list;
        }
    }

    private final class MemoryUpload implements Upload {
        private final Held held;
        private final int number;
        private final List<Segment> added = new ArrayList<>();

        MemoryUpload(Held held, int number) {
            this.held = held;
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void add(List<byte[]> sealed, List<Integer> contacts) {
            if (sealed.size() != contacts.size())
                throw new IllegalArgumentException("each segment has its number of contacts");
            locked(() -> {
                checkOpen();
                var next = held.list.version() + added.size();
                var more = new ArrayList<Segment>();
                for (int i = 0; i < sealed.size(); i++)
                    more.add(new Segment(next + i, number, contacts.get(i), sealed.get(i)));
                return added.addAll(more);
            });
        }

        @Override
        public RecipientList complete(Set<String> fields) {
            return locked(() -> {
                checkOpen();
                var list = held.append(added, fields);
                held.open = null;
                return list;
            });
        }

        @Override
        public void abandon() {
            locked(() -> {
                if (held.open == this) held.open = null;
                return held;
            });
        }

        private void checkOpen() {
            if (held.open != this)
                throw new IllegalStateException(
                        "upload " + number + " of " + held.list.id() + " is over: begin another");
        }
    }
}
