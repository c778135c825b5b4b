package postrider.mail.template;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/// Reads HTML as a person would who sees no markup: links with their addresses, lists with dashes,
/// the cells of a row side by side, nothing that is hidden.
final class HtmlText implements NodeFilter {
    private static final Set<String> DROPPED =
            Set.of("head", "style", "script", "title", "template", "noscript", "object", "svg");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol");
    private static final Set<String> LINES =
            Set.of(
                    "div",
                    "table",
                    "tr",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "center",
                    "li",
                    "dt",
                    "dd",
                    "address",
                    "main",
                    "nav",
                    "form",
                    "figure",
                    "figcaption");
    private static final Set<String> VOID =
            Set.of("br", "hr", "img", "input", "meta", "link", "col", "area");
    private static final String LIST_INDENT = "  ";

    private final TextFlow flow;

    private HtmlText(TextFlow flow) {
        this.flow = flow;
    }

    static String read(String html, IntFunction<TextFlow.Width> widths) {
        var flow = new TextFlow(widths);
        // The XML reader keeps the order of the source; the HTML reader would move text out of
        // tables.
        var parser = Parser.xmlParser().settings(ParseSettings.htmlDefault);
        parser.parseInput(html, "").filter(new HtmlText(flow));
        return flow.finish();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) flow.text(text.getWholeText());
        if (!(node instanceof Element element)) return FilterResult.CONTINUE;
        if (isDropped(element)) return FilterResult.SKIP_ENTIRELY;
        breakBefore(element);
        return FilterResult.CONTINUE;
    }

    private static boolean isDropped(Element element) {
        if (DROPPED.contains(element.normalName())) return true;
        if (VOID.contains(element.normalName())) return false;
        var style = element.attr("style").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("mso-hide:all");
    }

    private void breakBefore(Element element) {
        var name = element.normalName();
        if (PARAGRAPHS.contains(name)) flow.lineEnds(isNestedList(element) ? 1 : 2);
        if (LINES.contains(name)) flow.lineEnds(1);
        switch (name) {
            case "br" -> flow.lineEnd();
            case "hr" -> {
                flow.lineEnds(1);
                flow.text("---");
                flow.lineEnds(1);
            }
            case "img" -> flow.text(element.attr("alt").strip());
            case "td", "th" -> {
                if (flow.isInLine()) flow.text(" | ");
            }
            case "li" -> {
                flow.text(bullet(element) + " ");
                flow.indent(LIST_INDENT);
            }
            default -> {}
        }
    }

    private static boolean isNestedList(Element element) {
        return element.parent() != null && element.parent().normalName().equals("li");
    }

    private static String bullet(Element item) {
        var list = item.parent();
        if (list == null || !list.normalName().equals("ol")) return "-";
        return (item.elementSiblingIndex() + 1) + ".";
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element)) return FilterResult.CONTINUE;
        var name = element.normalName();
        if (name.equals("a")) address(element);
        if (name.equals("li")) flow.outdent(LIST_INDENT);
        if (PARAGRAPHS.contains(name)) flow.lineEnds(isNestedList(element) ? 1 : 2);
        if (LINES.contains(name)) flow.lineEnds(1);
        return FilterResult.CONTINUE;
    }

    /// `text (address)`, unless the text is the address or the address leads nowhere else.
    private void address(Element link) {
        var address = link.attr("href").strip();
        if (address.isEmpty() || address.startsWith("#") || address.equals(link.text().strip()))
            return;
        var shown = address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
        if (shown.equals(link.text().strip())) return;
        flow.blank();
        flow.text(link.text().isBlank() ? shown : "(" + shown + ")");
    }
}
