package postrider.desk;

import java.time.InstantSource;
import java.util.Optional;
import postrider.audience.ContactUpload;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.Seal;

/// Creates lists and takes uploads. Safe for many threads; throws `StoreUnavailable`.
public final class ListDesk {
    private final RecipientLists lists;
    private final KeyVault vault;
    private final KeyRing keys;
    private final Seal seal;
    private final InstantSource clock;

    public ListDesk(
            RecipientLists lists, KeyVault vault, KeyRing keys, Seal seal, InstantSource clock) {
        this.lists = lists;
        this.vault = vault;
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    public RecipientList create(ProjectId project, String name) {
        return lists.create(project, name, vault.wrap(vault.newKey()), clock.instant());
    }

    public Optional<RecipientList> find(ProjectId project, ListId list) {
        return lists.find(list).filter(l -> l.project().equals(project));
    }

    /// Begins an upload; the caller closes it.
    public ContactUpload upload(RecipientList list) {
        return new ContactUpload(list, lists.begin(list.id()), seal, keys.unwrap(list.sealedKey()));
    }
}
