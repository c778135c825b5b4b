package postrider.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.api.Corpora;
import postrider.audience.ContactUpload;

class CorporaTest {
    @Test
    void takesTheHundredThousandCustomers() throws Exception {
        var report = upload(Corpora.file("audiences/customers-100k.csv.gz"));

        assertThat(report.rows()).isEqualTo(100_000);
        assertThat(report.invalid()).isEqualTo(500);
        assertThat(report.duplicates()).isEqualTo(1_000);
        assertThat(report.accepted()).isEqualTo(98_500);
        assertThat(report.errors())
                .extracting(ContactUpload.RowError::row)
                .isEqualTo(invalid(Corpora.file("audiences/customers-100k.expected.tsv")));
    }

    @Test
    void takesTheThousandCustomers() throws Exception {
        var report = upload(Corpora.file("audiences/customers-1k.csv"));

        assertThat(report.accepted()).isEqualTo(985);
        assertThat(report.errors())
                .extracting(ContactUpload.RowError::row)
                .isEqualTo(invalid(Corpora.file("audiences/customers-1k.expected.tsv")));
    }

    private static ContactUpload.Report upload(Path file) throws Exception {
        try (var upload = new Contacts(new SecureRandom()).upload()) {
            ContactRows.read(file, upload);
            return upload.complete();
        }
    }

    private static List<Long> invalid(Path expected) throws Exception {
        return Files.readAllLines(expected).stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[1].equals("invalid"))
                .map(fields -> Long.valueOf(fields[0]))
                .toList();
    }

    /// The same reader as for contacts, for files that hold none.
    @Test
    void readsCsvAsOthersDo() throws Exception {
        try (var files = Files.list(Corpora.file("csv/csv-spectrum/csvs"))) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".csv", ".json");
                // Not UTF-8: what becomes of such files is tested with the uploads.
                if (name.equals("location_coordinates.json")) continue;
                var expected =
                        new ObjectMapper()
                                .readValue(
                                        Corpora.file("csv/csv-spectrum/json/" + name).toFile(),
                                        List.class);
                try (var in = Files.newInputStream(file)) {
                    assertThat(records(new Utf8Reader(in))).as(name).isEqualTo(expected);
                }
            }
        }
    }

    private static List<Map<String, String>> records(Utf8Reader in) {
        var rows = CsvReader.builder().build(StringArrayHandler.of(), in).stream().toList();
        var records = new ArrayList<Map<String, String>>();
        for (var row : rows.subList(1, rows.size())) {
            var record = new LinkedHashMap<String, String>();
            for (int i = 0; i < row.length; i++) record.put(rows.getFirst()[i], row[i]);
            records.add(record);
        }
        return records;
    }
}
