package postrider.mail.template;

import java.util.List;

/// A compiled piece of a template.
sealed interface Fragment {
    /// @param number its place among the part's fixed texts
    record Fixed(int number, String text) implements Fragment {}

    record Print(Term term, Guard guard, int line) implements Fragment {}

    record If(List<Branch> branches, List<Fragment> otherwise) implements Fragment {
        List<Fragment> choose(Run run) throws CannotRender {
            for (var branch : branches) {
                if (branch.condition().evaluate(run).isTrue()) return branch.body();
            }
            return otherwise;
        }
    }

    record Branch(Term condition, List<Fragment> body) {}

    record For(String name, Term items, List<Fragment> body, List<Fragment> otherwise, int line)
            implements Fragment {}

    record Assign(String name, Term value) implements Fragment {}
}
