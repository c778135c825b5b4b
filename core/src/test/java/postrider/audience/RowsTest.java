package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final List<String> FIELDS = List.of("first_name", "city", "plan");

    private record Row(String local, String domain, Map<String, String> values) {}

    @Test
    void tellsWhatWasPutInWhateverTheRows() {
        var seed = System.nanoTime();
        System.out.println("RowsTest seed " + seed);
        var random = new Random(seed);

        for (int round = 0; round < 200; round++) {
            var rows = rows(random, random.nextInt(round % 20 == 0 ? 1_001 : 30));
            var builder = new RowsBuilder(FIELDS);
            for (var row : rows) builder.add(row.local, row.domain, row.values);

            var read = Rows.decode(builder.encode());

            assertThat(read.size()).isEqualTo(rows.size());
            assertThat(read.fields()).isEqualTo(FIELDS);
            for (int i = 0; i < rows.size(); i++) {
                var recipient = read.recipient(i);
                assertThat(recipient.address())
                        .isEqualTo(rows.get(i).local + "@" + rows.get(i).domain);
                assertThat(recipient.domain()).isEqualTo(rows.get(i).domain);
                assertThat(recipient.values()).isEqualTo(rows.get(i).values);
            }
        }
    }

    private static List<Row> rows(Random random, int count) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            var values = new LinkedHashMap<String, String>();
            for (var field : FIELDS) if (random.nextInt(4) > 0) values.put(field, text(random));
            rows.add(new Row("c" + i, random.nextInt(3) + ".test", values));
        }
        return rows;
    }

    private static String text(Random random) {
        var letters = new String[] {"a", "ß", "名", "🎉", "\r\n", "", "x".repeat(100)};
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--)
            text.append(letters[random.nextInt(letters.length)]);
        return text.toString();
    }

    @Test
    void takesRowsOverWithTheFieldsThatAreAskedFor() {
        var builder = new RowsBuilder(List.of("city", "first_name"));
        builder.add("ada", "customer.test", Map.of("first_name", "Ada", "city", "London"));
        var from = Rows.decode(builder.encode());

        var to = new RowsBuilder(List.of("first_name", "plan"));
        to.add(from.local(0), from.domain(0), from, 0, new int[] {1, -1});

        assertThat(Rows.decode(to.encode()).recipient(0).values())
                .isEqualTo(Map.of("first_name", "Ada"));
    }

    @Test
    void holdsAThousandRowsAndNoMore() {
        var builder = new RowsBuilder(List.of());
        for (int i = 0; i < 1_000; i++) builder.add("c" + i, "customer.test", Map.of());

        assertThat(builder.isFull()).isTrue();
        assertThatThrownBy(() -> builder.add("one", "customer.test", Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesBytesThatAreNoRows() {
        var builder = new RowsBuilder(FIELDS);
        for (int i = 0; i < 20; i++) builder.add("c" + i, "customer.test", Map.of("city", "Ulm"));
        var bytes = builder.encode();

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Rows.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
