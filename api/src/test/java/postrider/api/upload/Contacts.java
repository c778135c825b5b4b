package postrider.api.upload;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import postrider.audience.ContactUpload;
import postrider.audience.MemoryRecipientLists;
import postrider.audience.RecipientList;
import postrider.audience.Rows;
import postrider.campaign.ProjectId;
import postrider.desk.ListDesk;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

/// A list, uploads to it, and what came to be in it.
final class Contacts {
    private final MemoryRecipientLists lists = new MemoryRecipientLists();
    private final Seal seal = new Seal(Compression.deflate());
    private final KeyRing keys;
    private final ListDesk desk;
    private final RecipientList list;

    Contacts(SecureRandom random) {
        var vault = MasterKeyVault.fresh(random);
        keys = new KeyRing(vault);
        desk = new ListDesk(lists, vault, keys, seal, () -> Instant.EPOCH);
        list = desk.create(ProjectId.FIRST, "Customers");
    }

    ContactUpload upload() {
        return desk.upload(list);
    }

    /// The values of a contact, of the last upload that has it.
    Map<String, String> values(String address) {
        var now = lists.find(list.id()).orElseThrow();
        for (var segment : lists.read(list.id(), 0, now.version()).reversed()) {
            var place = "segment " + list.project() + " " + list.id() + " " + segment.upload();
            var rows =
                    Rows.decode(seal.open(keys.unwrap(list.sealedKey()), place, segment.bytes()));
            for (int i = 0; i < rows.size(); i++) {
                if (rows.address(i).equals(address)) return rows.recipient(i).values();
            }
        }
        return Map.of("", "no such contact");
    }
}
