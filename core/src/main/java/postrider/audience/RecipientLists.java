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
    /// Stores a new, empty list of version 0. Ids rise.
    RecipientList create(ProjectId project, String name, byte[] sealedKey, Instant now);

    Optional<RecipientList> find(ListId list);

    /// The project's lists, newest first, with ids below `before`.
    List<RecipientList> list(ProjectId project, long before, int max);

    /// Begins an upload. Nothing of it is seen before it is completed; what is never completed is
    /// swept away when the next upload of the list begins.
    ///
    /// @throws IllegalArgumentException if there is no such list
    Upload begin(ListId list);

    /// Segments `from` to `to` (exclusive) of completed uploads, in order of number; fewer where the
    /// list has no more.
    List<Segment> read(ListId list, int from, int to);

    /// An upload under way; used by one thread. Once it is completed, abandoned or swept away, [#add]
    /// and [#complete] throw `IllegalStateException`.
    interface Upload {
        /// Its number, for the segments; higher than that of every upload of the list before.
        int number();

        /// Adds segments, in this order; their numbers are given by the store.
        ///
        /// @param contacts how many contacts each holds, 1 to 1,000
        void add(List<byte[]> sealed, List<Integer> contacts);

        /// Makes the whole upload part of the list, at once, and tells the list as it is then.
        ///
        /// @param fields become the list's, with those it has
        /// @throws IllegalArgumentException if these are too many fields; nothing was changed
        RecipientList complete(Set<String> fields);

        /// Throws away what was added. Without effect once it is completed.
        void abandon();
    }
}
