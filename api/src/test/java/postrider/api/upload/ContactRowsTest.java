package postrider.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.audience.ContactUpload;

class ContactRowsTest {
    private final Contacts contacts = new Contacts(new SecureRandom());

    @Test
    void readsAddressesAndValues() throws Exception {
        var report = csv("email,first_name\nann@mail.example,Ann\nben@mail.example,\n");

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(contacts.values("ann@mail.example")).isEqualTo(Map.of("first_name", "Ann"));
        assertThat(contacts.values("ben@mail.example")).isEqualTo(Map.of("first_name", ""));
    }

    @Test
    void findsTheAddressWhateverItsColumnIsCalled() throws Exception {
        for (var name :
                List.of("email", "E-Mail", "EMAIL", "Email Address", "address", "\"email\"")) {
            assertThat(csv("x," + name + "\n1,ann@mail.example\n").accepted())
                    .as(name)
                    .isEqualTo(1);
        }
    }

    @Test
    void prefersEmailToAddress() throws Exception {
        csv("address,email\n1 High Street,ann@mail.example\n");

        assertThat(contacts.values("ann@mail.example"))
                .isEqualTo(Map.of("address", "1 High Street"));
    }

    @Test
    void joinsTheWordsOfColumnNames() throws Exception {
        csv("email,First Name,last-order.at\nann@mail.example,Ann,2025\n");

        assertThat(contacts.values("ann@mail.example"))
                .isEqualTo(Map.of("First_Name", "Ann", "last_order_at", "2025"));
    }

    @Test
    void understandsMarksReturnsQuotesAndEmptyLines() throws Exception {
        var report =
                csv(
                        "\uFEFFemail,note\r\n\r\nann@mail.example,\"a \"\"b\"\",\r\nc\"\r\n\r\n ben@mail.example ,ü😀\r\n");

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(contacts.values("ann@mail.example")).isEqualTo(Map.of("note", "a \"b\",\r\nc"));
        assertThat(contacts.values("ben@mail.example")).isEqualTo(Map.of("note", "ü😀"));
    }

    @Test
    void reportsBadRowsAndGoesOn() throws Exception {
        var report =
                csv(
                        "email,name\nann@mail.example,Ann\nnobody,X\nann@MAIL.example,again\nben@mail.example,B,C,D\n\"\",E\n"
                                + "cid@mail.example,"
                                + "x".repeat(1_001)
                                + "\ndan@mail.example\n");

        assertThat(report.rows()).isEqualTo(7);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.invalid()).isEqualTo(4);
        assertThat(report.errors())
                .extracting(ContactUpload.RowError::row, ContactUpload.RowError::code)
                .containsExactly(
                        tuple(2L, "invalid_address"),
                        tuple(4L, "unreadable_row"),
                        tuple(5L, "invalid_address"),
                        tuple(6L, "value_too_long"));
    }

    @Test
    void takesAHeaderAlone() throws Exception {
        assertThat(csv("email,name\n").rows()).isZero();
        assertThat(csv("email").rows()).isZero();
    }

    @Test
    void refusesHeadersThatNobodyCanUse() {
        assertThat(refused("").code()).isEqualTo("no_header");
        assertThat(refused("name,city\nAnn,Rome\n").code()).isEqualTo("no_address_column");
        assertThat(refused("email;name\nann@mail.example;Ann\n")).hasMessageContaining("commas");
        assertThat(refused("email,name,name\n").code()).isEqualTo("duplicate_column");
        assertThat(refused("email,\n").code()).isEqualTo("invalid_column");
        assertThat(refused("email,1st\n")).hasMessageContaining("column 2");
        assertThat(refused("email," + "a".repeat(65) + "\n").code()).isEqualTo("invalid_column");
        assertThat(refused("email" + ",c".repeat(101) + "\n").code()).isEqualTo("too_many_columns");
    }

    @Test
    void namesTheRowThatIsNotUtf8() {
        var rows = "ann@mail.example,Ann\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("email,name\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(rows);
        bytes.writeBytes("eve@mail.example,J\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(rows);

        var refused = refused(bytes.toByteArray(), UploadFormat.CSV);

        assertThat(refused.code()).isEqualTo("not_utf8");
        assertThat(refused.row()).isEqualTo(5_001);
    }

    @Test
    void namesTheRowWhoseQuoteIsLeftOpen() {
        var refused =
                refused(
                        "email,name\nann@mail.example,Ann\nben@mail.example,\"Ben\n"
                                + "x,y\n".repeat(100_000));

        assertThat(refused.code()).isEqualTo("malformed_csv");
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused).hasMessageNotContaining("ben@mail.example");
    }

    @Test
    void refusesUtf16() {
        var refused =
                refused(
                        "email\nann@mail.example\n".getBytes(StandardCharsets.UTF_16),
                        UploadFormat.CSV);

        assertThat(refused.code()).isEqualTo("not_utf8");
    }

    @Test
    void readsObjectsLineByLine() throws Exception {
        var report =
                read(
                        """
                        {"email":"ann@mail.example","first_name":"Ann","age":41,"vip":true,"city":null}

                        {"first_name":"Ben","Address":"ben@mail.example"}
                        {"email":"cid@mail.example","tags":["a"]}
                        {"email":"dan@mail.example"
                        [1]
                        {"first_name":"Eve"}
                        {"email":"fay@mail.example","x":"\\ud800"}
                        {"email":"gus@mail.example","email":"gus2@mail.example"}
                        {"email":"hal@mail.example"}{}
                        {"email":"ida@mail.example","bad name":"1"}\
                        """,
                        UploadFormat.NDJSON);

        assertThat(report.rows()).isEqualTo(10);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.invalid()).isEqualTo(8);
        assertThat(contacts.values("ann@mail.example"))
                .isEqualTo(Map.of("first_name", "Ann", "age", "41", "vip", "true"));
        assertThat(contacts.values("ben@mail.example")).isEqualTo(Map.of("first_name", "Ben"));
        assertThat(report.errors())
                .extracting(ContactUpload.RowError::row)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void refusesALineWithoutAnEnd() {
        var refused =
                refused(
                        ("{}\n{\"email\":\"" + "a".repeat(200_000))
                                .getBytes(StandardCharsets.UTF_8),
                        UploadFormat.NDJSON);

        assertThat(refused.code()).isEqualTo("row_too_long");
        assertThat(refused.row()).isEqualTo(2);
    }

    @Test
    void endsWhereAListHasTooManyFields() {
        var lines = new StringBuilder();
        for (int i = 0; i < 101; i++)
            lines.append("{\"email\":\"a")
                    .append(i)
                    .append("@mail.example\",\"f")
                    .append(i)
                    .append("\":1}\n");

        assertThatThrownBy(() -> read(lines.toString(), UploadFormat.NDJSON))
                .isInstanceOf(ContactUpload.TooLarge.class);
    }

    @Test
    void readsFilesByTheirNames(@TempDir Path folder) throws Exception {
        var text = "email\nann@mail.example\n".getBytes(StandardCharsets.UTF_8);
        var plain = Files.write(folder.resolve("a.csv"), text);
        var packed = Files.write(folder.resolve("a.csv.gz"), gzip(text));
        var lines =
                Files.writeString(folder.resolve("a.ndjson"), "{\"email\":\"ann@mail.example\"}");
        var other = Files.writeString(folder.resolve("a.xlsx"), "");

        assertThat(file(plain).accepted()).isEqualTo(1);
        assertThat(file(packed).accepted()).isEqualTo(1);
        assertThat(file(lines).accepted()).isEqualTo(1);
        assertThatThrownBy(() -> file(other)).isInstanceOf(UnreadableUpload.class);
    }

    @Test
    void refusesGzipThatIsNone() throws IOException {
        var packed = gzip("email\nann@mail.example\n".getBytes(StandardCharsets.UTF_8));
        var cut = new ByteArrayInputStream(packed, 0, packed.length - 6);

        for (var in :
                List.of(
                        cut,
                        new ByteArrayInputStream(new byte[] {1, 2, 3}),
                        new ByteArrayInputStream(new byte[0]))) {
            var thrown =
                    catchThrowableOfType(
                            UnreadableUpload.class,
                            () -> ContactRows.readGzip(in, UploadFormat.CSV, contacts.upload()));
            assertThat(thrown.code()).isEqualTo("malformed_gzip");
        }
    }

    @Test
    void stopsAtTheBoundOfBytes() {
        var in =
                new BoundedStream(
                        new ByteArrayInputStream(
                                "email\na@b.example\n".getBytes(StandardCharsets.UTF_8)),
                        10,
                        "too much");

        assertThatThrownBy(() -> ContactRows.read(in, UploadFormat.CSV, contacts.upload()))
                .isInstanceOf(ContactUpload.TooLarge.class)
                .hasMessage("too much");
    }

    @Test
    void knowsFormatsByTheirNames() {
        assertThat(UploadFormat.ofContentType("text/csv; charset=utf-8"))
                .contains(UploadFormat.CSV);
        assertThat(UploadFormat.ofContentType("application/x-ndjson"))
                .contains(UploadFormat.NDJSON);
        assertThat(UploadFormat.ofContentType("application/json")).isEmpty();
        assertThat(UploadFormat.ofFileName("A.CSV.GZ")).contains(UploadFormat.CSV);
        assertThat(UploadFormat.ofFileName("gz")).isEmpty();
    }

    @Test
    void readsCharactersThatCrossItsBuffers() throws Exception {
        var text = new StringBuilder("email,note\n");
        for (int i = 0; i < 20_000; i++)
            text.append("a")
                    .append(i)
                    .append("@mail.example,ü€😀")
                    .append("x".repeat(i % 7))
                    .append('\n');

        var report = csv(text.toString());

        assertThat(report.accepted()).isEqualTo(20_000);
        assertThat(contacts.values("a19998@mail.example")).isEqualTo(Map.of("note", "ü€😀xxxxxx"));
    }

    private ContactUpload.Report csv(String text) throws Exception {
        return read(text, UploadFormat.CSV);
    }

    private ContactUpload.Report read(String text, UploadFormat format) throws Exception {
        try (var upload = contacts.upload()) {
            ContactRows.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    format,
                    upload);
            return upload.complete();
        }
    }

    private ContactUpload.Report file(Path file) throws Exception {
        try (var upload = contacts.upload()) {
            ContactRows.read(file, upload);
            return upload.complete();
        }
    }

    private UnreadableUpload refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8), UploadFormat.CSV);
    }

    private UnreadableUpload refused(byte[] bytes, UploadFormat format) {
        return catchThrowableOfType(
                UnreadableUpload.class,
                () -> ContactRows.read(new ByteArrayInputStream(bytes), format, contacts.upload()));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
