package postrider.mail.template;

import java.util.ArrayList;
import java.util.List;

/// What stands between braces, as a tree that can be evaluated and can do nothing else.
sealed interface Term {
    Value evaluate(Run run) throws CannotRender;

    record Constant(Value value) implements Term {
        @Override
        public Value evaluate(Run run) {
            return value;
        }
    }

    /// A recipient's value, which must be there.
    record Required(String name) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var value = run.variable(name);
            if (value instanceof Value.Nothing) {
                throw run.fault("variable \"" + name + "\" has no value and no default");
            }
            return value;
        }
    }

    /// A recipient's value, which may be absent.
    record Optional(String name) implements Term {
        @Override
        public Value evaluate(Run run) {
            return run.variable(name);
        }
    }

    /// What `set` or `for` named.
    record Local(String name) implements Term {
        @Override
        public Value evaluate(Run run) {
            return run.local(name);
        }
    }

    /// `loop.index` and its like; Pebble counts from 0.
    record LoopField(String name) implements Term {
        static final List<String> NAMES = List.of("index", "length", "first", "last", "revindex");

        @Override
        public Value evaluate(Run run) {
            var loop = run.loop();
            return switch (name) {
                case "index" -> Value.of(loop.index());
                case "length" -> Value.of(loop.length());
                case "first" -> Value.of(loop.index() == 0);
                case "last" -> Value.of(loop.index() == loop.length() - 1);
                default -> Value.of(loop.length() - loop.index() - 1L);
            };
        }
    }

    record ListOf(List<Term> items) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var list = new ArrayList<Value>(items.size());
            for (var item : items) list.add(plain(run, item.evaluate(run)));
            return new Value.Items(list);
        }

        /// Lists in lists would double with every step of a loop.
        private static Value plain(Run run, Value item) throws CannotRender {
            if (item instanceof Value.Items) throw run.fault("a list holds no lists");
            run.make(item.text().length());
            return item;
        }
    }

    record Join(Term left, Term right) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var before = left.evaluate(run).text();
            var after = right.evaluate(run).text();
            run.make((long) before.length() + after.length());
            return new Value.Text(before + after);
        }
    }

    record Choice(Term condition, Term yes, Term no) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return (condition.evaluate(run).isTrue() ? yes : no).evaluate(run);
        }
    }

    record Not(Term inner) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return Value.of(!inner.evaluate(run).isTrue());
        }
    }

    record And(Term left, Term right) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return Value.of(left.evaluate(run).isTrue() && right.evaluate(run).isTrue());
        }
    }

    record Or(Term left, Term right) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return Value.of(left.evaluate(run).isTrue() || right.evaluate(run).isTrue());
        }
    }

    record Arithmetic(Operator operator, Term left, Term right) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return operator.apply(run, left.evaluate(run), right.evaluate(run));
        }
    }

    /// `is defined`, `is empty`, `is null`, `is even`, `is odd`.
    record Test(String name, Term inner) implements Term {
        static final List<String> NAMES = List.of("defined", "empty", "null", "even", "odd");

        @Override
        public Value evaluate(Run run) throws CannotRender {
            var value = inner.evaluate(run);
            return switch (name) {
                case "defined" -> Value.of(!(value instanceof Value.Nothing));
                case "null" -> Value.of(value instanceof Value.Nothing);
                case "empty" -> Value.of(value.isEmpty());
                default -> Value.of(Operator.isEven(run, value) == name.equals("even"));
            };
        }
    }

    record Filtered(Term input, Filter filter, List<Term> arguments) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var values = new ArrayList<Value>(arguments.size());
            for (var argument : arguments) values.add(argument.evaluate(run));
            return filter.apply(run, input.evaluate(run), values);
        }
    }

    /// A value at the start of an address: what leads nowhere a mail may lead becomes harmless.
    record Address(Term value) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            return new Value.Text(Guard.PLAIN_URL.apply(value.evaluate(run).text()));
        }
    }

    /// The address of a link: whoever renders may lead it elsewhere.
    ///
    /// @param number of the link in its template, from 1
    record Linked(int number, List<Term> parts) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var url = new StringBuilder();
            for (var part : parts) url.append(part.evaluate(run).text());
            run.make(url.length());
            var target = url.toString().strip();
            return new Value.Text(isOfWeb(target) ? run.links().address(number, target) : target);
        }

        static boolean isOfWeb(String url) {
            return url.regionMatches(true, 0, "https://", 0, 8)
                    || url.regionMatches(true, 0, "http://", 0, 7);
        }
    }

    /// The address of the image that tells when a mail is opened.
    record Pixel() implements Term {
        @Override
        public Value evaluate(Run run) {
            return new Value.Text(run.links().pixel());
        }
    }

    /// `x | default("y")`: the fall-back is evaluated only where `x` is empty.
    record Default(Term input, Term fallback) implements Term {
        @Override
        public Value evaluate(Run run) throws CannotRender {
            var value = input.evaluate(run);
            return value.isEmpty() ? fallback.evaluate(run) : value;
        }
    }
}
