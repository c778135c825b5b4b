package postrider.mail.template;

import java.util.HashSet;
import java.util.Set;

/// What a place in a template knows of its names.
///
/// @param locals named by `set` or `for` before this place
/// @param present variables that an enclosing `if` has found to be there
/// @param inLoop whether `loop` means something here
record Names(Set<String> locals, Set<String> present, boolean inLoop) {
    static final Names NONE = new Names(Set.of(), Set.of(), false);

    Names withLocal(String name) {
        var more = new HashSet<>(locals);
        more.add(name);
        return new Names(more, present, inLoop);
    }

    Names withPresent(Set<String> names) {
        var more = new HashSet<>(present);
        more.addAll(names);
        return new Names(locals, more, inLoop);
    }

    Names withLoop() {
        return new Names(locals, present, true);
    }
}
