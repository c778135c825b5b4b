package postrider.server.repository;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// How long the methods of a Java file are: counts braces outside of strings and comments.
final class JavaOutline {
    private static final Pattern TYPE =
            Pattern.compile("(^|[^.\\w])(class|record|interface|enum|@interface)\\s+\\w");
    private static final Pattern NOT_CODE =
            Pattern.compile(
                    "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|//[^\n]*|/\\*.*?\\*/",
                    Pattern.DOTALL);

    private JavaOutline() {}

    /// @param line of its opening brace, from 1
    record Method(String header, int line, int length) {}

    private enum Kind {
        TYPE,
        METHOD,
        INNER
    }

    private record Block(Kind kind, String header, int line) {}

    /// The text with strings and comments blanked; line ends stay.
    static String code(String text) {
        return NOT_CODE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
    }

    static List<Method> methods(String text) {
        var code = code(text);
        var methods = new ArrayList<Method>();
        Deque<Block> open = new ArrayDeque<>();
        var header = new StringBuilder();
        var line = 1;
        for (int i = 0; i < code.length(); i++) {
            var c = code.charAt(i);
            if (c == '\n') line++;
            switch (c) {
                case '{' ->
                        open.push(new Block(kind(open, header), header.toString().strip(), line));
                case '}' -> {
                    var closed = open.pop();
                    if (closed.kind() == Kind.METHOD)
                        methods.add(
                                new Method(
                                        closed.header(), closed.line(), line - closed.line() + 1));
                }
                default -> header.append(c);
            }
            if (c == '{' || c == '}' || c == ';') header.setLength(0);
        }
        return methods;
    }

    private static Kind kind(Deque<Block> open, StringBuilder header) {
        if (TYPE.matcher(header).find()) return Kind.TYPE;
        var inType = !open.isEmpty() && open.peek().kind() == Kind.TYPE;
        return inType ? Kind.METHOD : Kind.INNER;
    }
}
