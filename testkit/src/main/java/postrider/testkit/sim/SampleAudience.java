package postrider.testkit.sim;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// An audience of invented people, the same for the same seed, made row by row: any number of rows
/// takes no memory. The mix of domains is a consumer brand's: gmail 42 %, Yahoo 12 %, Outlook and
/// Hotmail 14 %, iCloud 5 %, GMX and WEB.DE 4 %, AOL 3 %, Orange 3 %, Comcast 2 %, a long tail of
/// 15 %. Of every thousand rows a few have an invalid address, and a few repeat an earlier row's in
/// other letter case.
///
/// @param rows 1 to a hundred million
/// @param invalidPerMille how many of a thousand rows have an invalid address
/// @param duplicatesPerMille how many of a thousand rows repeat an earlier one
public record SampleAudience(long rows, long seed, int invalidPerMille, int duplicatesPerMille)
        implements Iterable<SamplePerson> {
    public static final String HEADER = "email,first_name,last_name,city,country,plan";
    public static final long ROWS_MAX = 100_000_000;

    private static final List<String> PLANS =
            List.of("free", "free", "free", "plus", "plus", "pro");
    private static final int BLOCK = 1_000;
    // Odd and no multiple of five: steps through all places of a block.
    private static final int STRIDE = 379;

    public SampleAudience {
        if (rows < 1 || rows > ROWS_MAX)
            throw new IllegalArgumentException("1 to " + ROWS_MAX + " rows: " + rows);
        if (invalidPerMille < 0 || duplicatesPerMille < 0)
            throw new IllegalArgumentException("flaws are not negative");
        if (invalidPerMille + duplicatesPerMille > BLOCK / 2)
            throw new IllegalArgumentException("at most half of the rows may be flawed");
    }

    /// With 0.5 % invalid addresses and 1 % duplicates.
    public static SampleAudience of(long rows, long seed) {
        return new SampleAudience(rows, seed, 5, 10);
    }

    public SampleAudience withFlaws(int invalid, int duplicates) {
        return new SampleAudience(rows, seed, invalid, duplicates);
    }

    /// What an expansion has to find.
    ///
    /// @param unique valid addresses, duplicates not counted
    public record Expected(long rows, long invalid, long duplicates, long unique) {}

    public Expected expected() {
        var invalid = countOf(Kind.INVALID);
        var duplicates = countOf(Kind.DUPLICATE);
        return new Expected(rows, invalid, duplicates, rows - invalid - duplicates);
    }

    private long countOf(Kind kind) {
        return LongStream.range(0, rows).filter(row -> kindOf(row) == kind).count();
    }

    private enum Kind {
        ORDINARY,
        INVALID,
        DUPLICATE
    }

    private Kind kindOf(long row) {
        // The first row has nothing to repeat.
        if (row == 0) return Kind.ORDINARY;
        var turn = Mix.mix(seed, row / BLOCK) >>> 1;
        var place = (row % BLOCK * STRIDE + turn % BLOCK) % BLOCK;
        if (place < invalidPerMille) return Kind.INVALID;
        return place < invalidPerMille + duplicatesPerMille ? Kind.DUPLICATE : Kind.ORDINARY;
    }

    /// The person in this row, from 0. Rows can be asked for in any order.
    public SamplePerson person(long row) {
        return switch (kindOf(row)) {
            case ORDINARY -> ordinary(row);
            case INVALID -> spoilt(ordinary(row), row);
            case DUPLICATE -> shouted(ordinary(earlier(row)), row);
        };
    }

    private long earlier(long row) {
        var origin = Long.remainderUnsigned(Mix.mix(seed, ~row), row);
        while (kindOf(origin) != Kind.ORDINARY) origin--;
        return origin;
    }

    private SamplePerson ordinary(long row) {
        var lot = Mix.mix(seed, row);
        var people = SampleWords.people(lot);
        var first = pick(people.firstNames(), lot >>> 8);
        var last = pick(people.lastNames(), lot >>> 20);
        return new SamplePerson(
                SampleWords.local(first.ascii(), last.ascii(), row, lot)
                        + '@'
                        + SampleWords.domain(lot, rows),
                first.shown(),
                last.shown(),
                pick(people.cities(), lot >>> 32),
                pick(people.countries(), lot >>> 40),
                pick(PLANS, lot >>> 48));
    }

    private static <T> T pick(List<T> list, long lot) {
        return list.get((int) ((lot & 0xffff) % list.size()));
    }

    private static SamplePerson shouted(SamplePerson person, long row) {
        var email = person.email();
        var other =
                row % 2 == 0
                        ? email.toUpperCase(Locale.ROOT)
                        : email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1);
        return withEmail(person, other);
    }

    private static SamplePerson spoilt(SamplePerson person, long row) {
        var email = person.email();
        var at = email.indexOf('@');
        var local = email.substring(0, at);
        var domain = email.substring(at + 1);
        var spoilt =
                switch ((int) (row % 8)) {
                    case 0 -> "";
                    case 1 -> local;
                    case 2 -> local + '@';
                    case 3 -> '@' + domain;
                    case 4 -> local + "@@" + domain;
                    case 5 -> local + ' ' + row + '@' + domain;
                    case 6 -> local + "..x@" + domain;
                    default -> local + "@-" + domain.replace('.', ',');
                };
        return withEmail(person, spoilt);
    }

    private static SamplePerson withEmail(SamplePerson person, String email) {
        return new SamplePerson(
                email,
                person.firstName(),
                person.lastName(),
                person.city(),
                person.country(),
                person.plan());
    }

    @Override
    public Iterator<SamplePerson> iterator() {
        return stream().iterator();
    }

    public Stream<SamplePerson> stream() {
        return LongStream.range(0, rows).mapToObj(this::person);
    }

    /// Writes a header line and all rows as RFC 4180 CSV, with LF line ends. Neither flushes nor
    /// closes; give it a buffered writer.
    public void writeCsv(Appendable out) throws IOException {
        var line = new StringBuilder();
        out.append(HEADER).append('\n');
        for (long row = 0; row < rows; row++) {
            line.setLength(0);
            appendRow(line, person(row));
            out.append(line);
        }
    }

    private static void appendRow(StringBuilder line, SamplePerson person) {
        appendField(line, person.email()).append(',');
        appendField(line, person.firstName()).append(',');
        appendField(line, person.lastName()).append(',');
        appendField(line, person.city()).append(',');
        line.append(person.country()).append(',').append(person.plan()).append('\n');
    }

    private static StringBuilder appendField(StringBuilder line, String field) {
        if (field.indexOf(',') < 0 && field.indexOf('"') < 0) return line.append(field);
        return line.append('"').append(field.replace("\"", "\"\"")).append('"');
    }
}
