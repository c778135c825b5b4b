package postrider.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// Keeps recipient lists and their sealed segments. Transactional; safe for many threads. Throws
/// `StoreUnavailable`.
///
/// Every implementation passes `RecipientListsContract`.
public interface RecipientLists {
    RecipientList create(ProjectId project, String name, byte[] sealedKey, Instant now);

    Optional<RecipientList> find(ListId list);

    /// The project's lists, newest first, with ids below `before`.
    List<RecipientList> list(ProjectId project, long before, int max);

    /// Begins an upload. Nothing of it is seen before it is completed; what is never completed is
    /// swept away when the next upload of the list begins.
    Upload begin(ListId list);

    /// Segments `from` to `to` (exclusive) of completed uploads, in order of number.
    List<Segment> read(ListId list, int from, int to);

    /// An upload under way; used by one thread.
    interface Upload {
        /// Its number, for the segments.
        int number();

        /// Adds segments; their numbers are given by the store.
        void add(List<byte[]> sealed, List<Integer> contacts);

        /// Makes the whole upload part of the list, at once, and tells the list as it is then.
        RecipientList complete(Set<String> fields);

        /// Throws away what was added.
        void abandon();
    }
}
