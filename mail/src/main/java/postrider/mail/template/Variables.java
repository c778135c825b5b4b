package postrider.mail.template;

import java.util.SortedSet;
import java.util.TreeSet;

/// What a template asks of its recipients.
///
/// @param required used without a default: a recipient who lacks one gets no mail
/// @param optional used only with a default, or only where an `if` has found it
public record Variables(SortedSet<String> required, SortedSet<String> optional) {
    /// Required and optional together.
    public SortedSet<String> all() {
        var all = new TreeSet<>(required);
        all.addAll(optional);
        return all;
    }
}
