package postrider.api.upload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import postrider.audience.RecipientList;

/// The first row of a CSV file: which column holds the address, and what the others are called.
///
/// @param address the place of the address
/// @param names of all columns, that of the address too
record CsvHeader(int address, List<String> names) {
    /// What people call the column, the surest first.
    static final List<String> ADDRESS_NAMES =
            List.of("email", "e_mail", "email_address", "address");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s.-]+");

    static CsvHeader of(String[] written) throws UnreadableUpload {
        if (written.length > RecipientList.FIELDS_MAX + 1) {
            throw refused(
                    "too_many_columns",
                    "a list has at most " + RecipientList.FIELDS_MAX + " fields");
        }
        var names = new ArrayList<String>();
        for (var name : written) names.add(BETWEEN_WORDS.matcher(name.strip()).replaceAll("_"));
        var address = addressColumn(names);
        if (address < 0) throw noAddress(written);
        check(names);
        return new CsvHeader(address, List.copyOf(names));
    }

    private static int addressColumn(List<String> names) {
        var lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return ADDRESS_NAMES.stream()
                .mapToInt(lower::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static UnreadableUpload noAddress(String[] written) {
        var other =
                written.length == 1
                        && (written[0].indexOf(';') >= 0 || written[0].indexOf('\t') >= 0);
        return refused(
                "no_address_column",
                other
                        ? "separate the columns with commas: this file seems to use semicolons or tabs"
                        : "the first row names the columns, and one of them must be `email`");
    }

    private static void check(List<String> names) throws UnreadableUpload {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            var column = "column " + (i + 1);
            if (!NAME.matcher(names.get(i)).matches()) {
                throw refused(
                        "invalid_column",
                        column
                                + " needs a name of a letter, then letters, digits and _, at most 64 characters");
            }
            if (!seen.add(names.get(i)))
                throw refused("duplicate_column", column + " has the name of an earlier one");
        }
    }

    private static UnreadableUpload refused(String code, String detail) {
        return new UnreadableUpload(code, 0, detail);
    }
}
