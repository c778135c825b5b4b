package postrider.testkit.sim;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Puts the parts of sample addresses together.
final class SampleWords {
    private static final List<People> BY_PERCENT = byPercent();
    private static final List<Share> SHARES =
            List.of(
                    new Share(420, "gmail.com.test"),
                    new Share(70, "yahoo.com.test"),
                    new Share(10, "yahoo.co.uk.test"),
                    new Share(10, "yahoo.fr.test"),
                    new Share(8, "yahoo.com.br.test"),
                    new Share(6, "yahoo.it.test"),
                    new Share(6, "yahoo.de.test"),
                    new Share(5, "yahoo.co.jp.test"),
                    new Share(5, "ymail.com.test"),
                    new Share(70, "hotmail.com.test"),
                    new Share(53, "outlook.com.test"),
                    new Share(17, "live.com.test"),
                    new Share(50, "icloud.com.test"),
                    new Share(22, "web.de.test"),
                    new Share(18, "gmx.de.test"),
                    new Share(30, "aol.com.test"),
                    new Share(30, "orange.fr.test"),
                    new Share(20, "comcast.net.test"));
    private static final String[] BY_PER_MILLE = byPerMille();

    private static final List<String> TAIL_FIRST =
            words(
                    "amber cedar delta ember falcon fern harbor indigo juniper kestrel linden"
                            + " lumen marble meadow nimbus orchid pebble quartz ridge sparrow"
                            + " thistle umber velvet willow");
    private static final List<String> TAIL_SECOND =
            words(
                    "bakery books clinic conseil design energie farm foto garden immobilien kunst"
                            + " law media motors optik parish press school studio textil tools"
                            + " travel viagens works");
    private static final int TAIL_NUMBERS = 5;
    private static final int TAIL_ROWS_A_DOMAIN = 5;

    private SampleWords() {}

    private record Share(int perMille, String domain) {}

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }

    private static List<People> byPercent() {
        return People.ALL.stream()
                .flatMap(people -> Collections.nCopies(people.weight(), people).stream())
                .toList();
    }

    private static String[] byPerMille() {
        var domains = new String[1_000];
        Arrays.fill(domains, "");
        var next = 0;
        for (var share : SHARES) {
            Arrays.fill(domains, next, next + share.perMille, share.domain);
            next += share.perMille;
        }
        return domains;
    }

    static People people(long lot) {
        return BY_PERCENT.get((int) ((lot & 0xffff) % BY_PERCENT.size()));
    }

    /// Unique by its number, so that nobody is the same person by chance.
    static String local(String first, String last, long row, long lot) {
        return switch ((int) (lot >>> 60)) {
            case 0, 1, 2 -> first + last + row;
            case 3, 4 -> first.charAt(0) + last + '.' + row;
            case 5 -> last + '_' + first + '-' + row;
            case 6 -> first + '+' + last + row;
            default -> first + '.' + last + row;
        };
    }

    static String domain(long lot, long rows) {
        var mixed = Mix.mix(lot);
        var known = BY_PER_MILLE[(int) Long.remainderUnsigned(mixed, 1_000)];
        return known.isEmpty() ? tailDomain(Mix.unit(Mix.mix(mixed)), rows) : known;
    }

    /// Few domains of the tail have many customers, most have a handful.
    private static String tailDomain(double place, long rows) {
        var all = (long) TAIL_FIRST.size() * TAIL_SECOND.size() * TAIL_NUMBERS;
        var used = Math.clamp(rows * 15 / 100 / TAIL_ROWS_A_DOMAIN, 1, all);
        return tailName((int) Mix.mix((long) (used * place * place * place)) & 0x7fffffff);
    }

    private static String tailName(int number) {
        var first = TAIL_FIRST.get(number % TAIL_FIRST.size());
        var rest = number / TAIL_FIRST.size();
        var second = TAIL_SECOND.get(rest % TAIL_SECOND.size());
        rest /= TAIL_SECOND.size();
        var suffix = rest % TAIL_NUMBERS;
        var stem = suffix == 0 ? first + second : first + '-' + second + suffix;
        return stem + (rest / TAIL_NUMBERS % 3 == 0 ? ".test" : ".example");
    }
}
