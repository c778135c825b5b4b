package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds addresses in text that was written for people.
final class Addresses {
    /// An address as it stands in prose: no quotes, a dot in the domain. The quantifiers never go
    /// back, so that no text takes longer than its length.
    static final String PATTERN =
            "[\\p{L}\\p{N}!#$%&*+/=?^_{|}~.'-]{1,64}+@(?:[\\p{L}\\p{N}_-]++\\.)++[\\p{L}\\p{N}_-]++";

    private static final Pattern ADDRESS = Pattern.compile("(?<![\\p{L}\\p{N}])" + PATTERN);
    private static final int MAX = 200;

    private Addresses() {}

    static List<String> in(String text) {
        var found = new ArrayList<String>();
        if (text.indexOf('@') < 0) return found;
        var match = ADDRESS.matcher(text);
        while (found.size() < MAX && match.find()) found.add(bare(match.group()));
        return found;
    }

    static Optional<String> first(String text) {
        if (text.indexOf('@') < 0) return Optional.empty();
        var match = ADDRESS.matcher(text);
        return match.find() ? Optional.of(bare(match.group())) : Optional.empty();
    }

    /// Without the quotes and marks that stood before it.
    private static String bare(String address) {
        int from = 0;
        while (from < address.length() && "'|*=".indexOf(address.charAt(from)) >= 0) from++;
        return address.substring(from);
    }
}
