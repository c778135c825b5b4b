package postrider.mail.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One rendering of one part: values, local variables, and the bounds that end a template which
/// would not end by itself.
///
/// The deadline is counted in steps and not on a clock: the same template with the same values ends
/// in the same way on any machine, however busy.
final class Run {
    /// Far above any letter (a long one takes a few thousand), and under 50 ms of work.
    static final int STEPS_MAX = 200_000;

    /// Characters that expressions may make on the way, printed or not.
    static final int CHARS_MADE_MAX = 4_000_000;

    private final Part part;
    private final Map<String, String> values;
    private final Links links;
    private final Output output;
    private @Nullable Map<String, Value> locals;
    private @Nullable Loop loop;
    private int stepsLeft = STEPS_MAX;
    private int charsLeft;
    private int madeLeft = CHARS_MADE_MAX;

    Run(Part part, Map<String, String> values, Links links, Output output) {
        this.part = part;
        this.values = values;
        this.links = links;
        this.output = output;
        this.charsLeft = part.charsMax();
    }

    /// Where a `for` stands.
    record Loop(int index, int length) {}

    void perform(List<Fragment> fragments) throws CannotRender {
        for (int i = 0; i < fragments.size(); i++) perform(fragments.get(i));
    }

    private void perform(Fragment fragment) throws CannotRender {
        step();
        switch (fragment) {
            case Fragment.Fixed(int number, String text) -> {
                spend(text.length());
                output.fixed(number);
            }
            case Fragment.Print(var term, var guard, _) ->
                    print(guard.apply(term.evaluate(this).text()));
            case Fragment.If choice -> perform(choice.choose(this));
            case Fragment.For repeat -> repeat(repeat);
            case Fragment.Assign(var name, var term) -> locals().put(name, term.evaluate(this));
        }
    }

    private void print(String text) throws CannotRender {
        if (text.isEmpty()) return;
        spend(text.length());
        output.value(text);
    }

    private void repeat(Fragment.For repeat) throws CannotRender {
        if (!(repeat.items().evaluate(this) instanceof Value.Items(var items))) {
            throw fault("line " + repeat.line() + ": `for` needs a list, as `split` makes one");
        }
        if (items.isEmpty()) perform(repeat.otherwise());
        var outer = loop;
        for (int i = 0; i < items.size(); i++) {
            step();
            loop = new Loop(i, items.size());
            locals().put(repeat.name(), items.get(i));
            perform(repeat.body());
        }
        loop = outer;
    }

    Links links() {
        return links;
    }

    Value variable(String name) {
        var text = values.get(name);
        return text == null ? Value.Nothing.HERE : new Value.Text(text);
    }

    Value local(String name) {
        var value = locals == null ? null : locals.get(name);
        return value == null ? Value.Nothing.HERE : value;
    }

    Loop loop() {
        return loop == null ? new Loop(0, 0) : loop;
    }

    /// Accounts for a text that an term is about to make.
    void make(long chars) throws CannotRender {
        step();
        if (chars > madeLeft) {
            throw fault(
                    "its expressions make over " + CHARS_MADE_MAX + " characters: make it simpler");
        }
        madeLeft -= (int) chars;
    }

    CannotRender fault(String message) {
        return new CannotRender(part + ": " + message);
    }

    private Map<String, Value> locals() {
        if (locals == null) locals = new HashMap<>();
        return locals;
    }

    private void step() throws CannotRender {
        if (--stepsLeft < 0)
            throw fault(
                    "it takes over " + STEPS_MAX + " steps: loop over less, or nest fewer loops");
    }

    private void spend(int chars) throws CannotRender {
        charsLeft -= chars;
        if (charsLeft < 0)
            throw fault("it becomes longer than " + part.charsMax() + " characters: shorten it");
    }
}
