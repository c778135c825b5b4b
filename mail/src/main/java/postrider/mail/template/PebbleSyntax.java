package postrider.mail.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.lexer.LexerImpl;
import io.pebbletemplates.pebble.lexer.Syntax;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.parser.ParserImpl;
import io.pebbletemplates.pebble.parser.ParserOptions;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads Pebble's language: its lexer and parser, three of its tags, and none of its engine.
final class PebbleSyntax {
    private static final Set<String> TAGS =
            Set.of("if", "elseif", "else", "endif", "for", "endfor", "set");

    private static final Set<String> TAGS_OF_FILES =
            Set.of("include", "import", "from", "extends", "embed", "macro", "block");

    /// The parser recurses with the depth of an expression, which its length bounds.
    private static final int EXPRESSION_TOKENS_MAX = 400;

    /// The parser and the run recurse with the depth of tags.
    private static final int DEPTH_MAX = 20;

    private PebbleSyntax() {}

    /// @throws BadTemplate naming the first mistake of syntax, or every tag that is not available
    static BodyNode parse(Part part, String source) throws BadTemplate {
        var core = new CoreExtension();
        try {
            var tokens =
                    new LexerImpl(syntax(), core.getUnaryOperators(), core.getBinaryOperators())
                            .tokenize(new StringReader(endedSafely(source)), part.toString());
            check(part, tokens);
            dropLineEndsAfterTags(tokens);
            return parser(core).parse(tokens).getBody();
        } catch (PebbleException e) {
            var line = e.getLineNumber() == null ? 1 : Math.max(1, e.getLineNumber());
            throw bad(part, line, "syntax: " + e.getPebbleMessage());
        } catch (ClassCastException | NumberFormatException | IndexOutOfBoundsException e) {
            // Pebble's own parser gives up in these ways, for instance on "x"() and on
            // 99999999999999999999.
            throw bad(part, 1, "syntax: an expression is not well-formed");
        }
    }

    private static ParserImpl parser(CoreExtension core) {
        return new ParserImpl(
                core.getUnaryOperators().stream()
                        .collect(Collectors.toMap(UnaryOperator::getSymbol, Function.identity())),
                core.getBinaryOperators().stream()
                        .collect(Collectors.toMap(BinaryOperator::getSymbol, Function.identity())),
                Map.<String, TokenParser>of(
                        "if", new IfTokenParser(),
                        "for", new ForTokenParser(),
                        "set", new SetTokenParser()),
                new ParserOptions());
    }

    /// New lines stay: Pebble's own trimming would join the lines of a text after each value.
    private static Syntax syntax() {
        return new Syntax.Builder().setEnableNewLineTrimming(false).build();
    }

    /// Pebble's lexer never ends on a string that the end of the template cuts off at a backslash.
    private static String endedSafely(String source) {
        return source.endsWith("\\") ? source + "\n" : source;
    }

    private static void check(Part part, TokenStream tokens) throws BadTemplate {
        var mistakes = new ArrayList<Mistake>();
        int inExpression = 0;
        int depth = 0;
        var list = tokens.getTokens();
        for (int i = 0; i < list.size(); i++) {
            var token = list.get(i);
            inExpression = isText(token) ? 0 : inExpression + 1;
            if (inExpression > EXPRESSION_TOKENS_MAX)
                throw bad(
                        part,
                        token.getLineNumber(),
                        "an expression is too long: divide it with `set`");
            if (token.getType() != Token.Type.EXECUTE_START) continue;
            var tag = list.get(i + 1);
            checkTag(part, tag, mistakes);
            depth += depthChange(tag);
            if (depth > DEPTH_MAX)
                throw bad(part, tag.getLineNumber(), "tags are nested over " + DEPTH_MAX + " deep");
        }
        if (!mistakes.isEmpty()) throw new BadTemplate(mistakes);
    }

    private static boolean isText(Token token) {
        return switch (token.getType()) {
            case TEXT, PRINT_START, EXECUTE_START -> true;
            case EOF, EXECUTE_END, PRINT_END, NAME, NUMBER, LONG, STRING, OPERATOR, PUNCTUATION ->
                    false;
            case STRING_INTERPOLATION_START, STRING_INTERPOLATION_END -> false;
        };
    }

    private static int depthChange(Token tag) {
        return switch (String.valueOf(tag.getValue())) {
            case "if", "for" -> 1;
            case "endif", "endfor" -> -1;
            default -> 0;
        };
    }

    private static void checkTag(Part part, Token tag, List<Mistake> mistakes) {
        var name = String.valueOf(tag.getValue());
        if (tag.getType() != Token.Type.NAME || TAGS.contains(name)) return;
        var why =
                TAGS_OF_FILES.contains(name)
                        ? "a template reads no files and no other templates: put the text here"
                        : "the tags are if, elseif, else, endif, for, endfor, set, verbatim";
        mistakes.add(
                new Mistake(
                        part,
                        tag.getLineNumber(),
                        "tag \"" + name + "\" is not available: " + why));
    }

    /// The line end after a tag belongs to the tag: a line that holds only a tag leaves no empty line.
    private static void dropLineEndsAfterTags(TokenStream tokens) {
        var list = tokens.getTokens();
        for (int i = 1; i < list.size(); i++) {
            var token = list.get(i);
            if (token.getType() == Token.Type.TEXT
                    && list.get(i - 1).getType() == Token.Type.EXECUTE_END
                    && token.getValue().startsWith("\n")) {
                token.setValue(token.getValue().substring(1));
            }
        }
    }

    private static BadTemplate bad(Part part, int line, String message) {
        return new BadTemplate(List.of(new Mistake(part, line, message)));
    }
}
