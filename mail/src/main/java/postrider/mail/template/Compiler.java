package postrider.mail.template;

import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes our fragments of Pebble's nodes, and refuses every node that is not known here.
final class Compiler {
    private final Part part;
    private final TermCompiler expressions;
    private final List<Mistake> mistakes = new ArrayList<>();

    private Compiler(Part part) {
        this.part = part;
        this.expressions = new TermCompiler(part, mistakes);
    }

    /// What a part's text says, before guards and numbers.
    record Result(List<Fragment> fragments, Set<String> required, Set<String> optional) {}

    static Result compile(Part part, String source) throws BadTemplate {
        var compiler = new Compiler(part);
        var fragments = compiler.body(PebbleSyntax.parse(part, source), Names.NONE);
        if (!compiler.mistakes.isEmpty()) throw new BadTemplate(compiler.mistakes);
        var optional = new HashSet<>(compiler.expressions.optional());
        optional.removeAll(compiler.expressions.required());
        return new Result(fragments, compiler.expressions.required(), optional);
    }

    private List<Fragment> body(BodyNode body, Names names) {
        var fragments = new ArrayList<Fragment>();
        var visible = names;
        for (var node : body.getChildren()) {
            var fragment = fragment(node, visible);
            if (fragment instanceof Fragment.Assign(var name, _)) visible = visible.withLocal(name);
            add(fragments, fragment);
        }
        return List.copyOf(fragments);
    }

    private static void add(List<Fragment> fragments, Fragment fragment) {
        if (fragment instanceof Fragment.Fixed(_, String text)) {
            if (text.isEmpty()) return;
            if (!fragments.isEmpty()
                    && fragments.getLast() instanceof Fragment.Fixed(_, var before)) {
                fragments.set(fragments.size() - 1, new Fragment.Fixed(0, before + text));
                return;
            }
        }
        fragments.add(fragment);
    }

    private Fragment fragment(RenderableNode node, Names names) {
        return switch (node) {
            case TextNode text -> new Fragment.Fixed(0, new String(text.getData()));
            case PrintNode print ->
                    new Fragment.Print(
                            expressions.compile(print.getExpression(), names),
                            Guard.PLAIN,
                            print.getLineNumber());
            case IfNode choice -> choice(choice, names);
            case ForNode loop -> loop(loop, names);
            case SetNode set -> assign(set, names);
            default -> {
                mistakes.add(
                        new Mistake(
                                part,
                                1,
                                "a tag is not available: " + node.getClass().getSimpleName()));
                yield new Fragment.Fixed(0, "");
            }
        };
    }

    private Fragment choice(IfNode node, Names names) {
        var branches = new ArrayList<Fragment.Branch>();
        for (var pair : node.getConditionsWithBodies()) {
            var condition = expressions.condition(pair.getLeft(), names);
            var inside = names.withPresent(expressions.presentWhenTrue(pair.getLeft()));
            branches.add(new Fragment.Branch(condition, body(pair.getRight(), inside)));
        }
        var otherwise =
                node.getElseBody() == null ? List.<Fragment>of() : body(node.getElseBody(), names);
        return new Fragment.If(List.copyOf(branches), otherwise);
    }

    private Fragment loop(ForNode node, Names names) {
        var name = checkedName(node.getIterationVariable(), node.getLineNumber());
        var items = expressions.compile(node.getIterable(), names);
        var body = body(node.getBody(), names.withLocal(name).withLoop());
        var otherwise =
                node.getElseBody() == null ? List.<Fragment>of() : body(node.getElseBody(), names);
        return new Fragment.For(name, items, body, otherwise, node.getLineNumber());
    }

    private Fragment assign(SetNode node, Names names) {
        var name = checkedName(node.getName(), node.getLineNumber());
        return new Fragment.Assign(name, expressions.compile(node.getValue(), names));
    }

    private String checkedName(String name, int line) {
        if (name.equals("loop") || name.equals(Template.UNSUBSCRIBE_URL))
            mistakes.add(
                    new Mistake(part, line, "\"" + name + "\" is built in: choose another name"));
        return name;
    }
}
