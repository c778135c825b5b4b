package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.seal.Compression;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

class ContactUploadTest {
    private final MemoryRecipientLists lists = new MemoryRecipientLists();
    private final Seal seal = new Seal(Compression.deflate());
    private final SecretKey key = MasterKeyVault.fresh(new SecureRandom()).newKey();
    private final RecipientList list =
            lists.create(ProjectId.FIRST, "customers", new byte[0], Instant.EPOCH);

    private ContactUpload upload() {
        return new ContactUpload(list, lists.begin(list.id()), seal, key);
    }

    private List<Recipient> stored() {
        var recipients = new ArrayList<Recipient>();
        for (var segment : lists.read(list.id(), 0, 1_000)) {
            var place = ContactUpload.place(list, segment.upload());
            var rows = Rows.decode(seal.open(key, place, segment.bytes()));
            for (int i = 0; i < rows.size(); i++) recipients.add(rows.recipient(i));
        }
        return recipients;
    }

    @Test
    void keepsWhatIsValidOnceAndReportsTheRest() {
        try (var upload = upload()) {
            upload.add("ada@customer.test", Map.of("first_name", "Ada"));
            upload.add("ADA@Customer.test", Map.of("first_name", "again"));
            upload.add("no address", Map.of());
            upload.add("grace@customer.test", Map.of("bad name", "x"));
            upload.add("grace@customer.test", Map.of("first_name", "x".repeat(1_001)));
            upload.unreadable("a quote is not closed");

            var report = upload.complete();

            assertThat(report.rows()).isEqualTo(6);
            assertThat(report.accepted()).isEqualTo(1);
            assertThat(report.duplicates()).isEqualTo(1);
            assertThat(report.invalid()).isEqualTo(4);
            assertThat(report.errors())
                    .extracting(ContactUpload.RowError::row, ContactUpload.RowError::code)
                    .containsExactly(
                            tuple(3L, "invalid_address"),
                            tuple(4L, "invalid_field"),
                            tuple(5L, "value_too_long"),
                            tuple(6L, "unreadable_row"));
        }
        assertThat(stored())
                .containsExactly(new Recipient("ada@customer.test", Map.of("first_name", "Ada")));
    }

    @Test
    void isSeenWholeOrNotAtAll() {
        try (var upload = upload()) {
            for (int i = 0; i < 2_500; i++) upload.add("c" + i + "@customer.test", Map.of());
            assertThat(stored()).isEmpty();
        }
        assertThat(stored()).isEmpty();

        try (var upload = upload()) {
            for (int i = 0; i < 2_500; i++) upload.add("c" + i + "@customer.test", Map.of());
            upload.complete();
        }
        assertThat(stored()).hasSize(2_500);
    }

    @Test
    void takesFieldsThatComeLate() {
        try (var upload = upload()) {
            upload.add("a@customer.test", Map.of("first_name", "Ada"));
            upload.add("b@customer.test", Map.of("city", "Ulm"));
            var report = upload.complete();

            assertThat(report.list().fields()).containsExactlyInAnyOrder("first_name", "city");
        }
        assertThat(stored())
                .containsExactly(
                        new Recipient("a@customer.test", Map.of("first_name", "Ada")),
                        new Recipient("b@customer.test", Map.of("city", "Ulm")));
    }

    @Test
    void boundsFieldsAndReportedErrors() {
        try (var upload = upload()) {
            for (int i = 0; i < 1_500; i++) upload.add("nothing", Map.of());
            var values = new HashMap<String, String>();
            for (int i = 0; i <= RecipientList.FIELDS_MAX; i++) values.put("field" + i, "x");
            assertThatThrownBy(() -> upload.add("a@customer.test", values))
                    .isInstanceOf(ContactUpload.TooLarge.class)
                    .hasMessageContaining("100 fields");
        }
        try (var upload = upload()) {
            for (int i = 0; i < 1_500; i++) upload.add("nothing", Map.of());
            var report = upload.complete();

            assertThat(report.invalid()).isEqualTo(1_500);
            assertThat(report.errors()).hasSize(ContactUpload.ERRORS_MAX);
        }
    }
}
