package postrider.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many replies were understood, and as what.
final class Coverage {
    private final Map<String, Integer> byReason = new TreeMap<>();
    private final Map<String, Integer> byPack = new TreeMap<>();
    private int all;
    private int known;
    private int hard;

    void add(ClassifiedReply reply) {
        all++;
        if (reply.isKnown()) known++;
        if (reply.hard().equals("hard")) hard++;
        byReason.merge(reply.reason(), 1, Integer::sum);
        var slash = reply.rule().indexOf('/');
        if (slash > 0) byPack.merge(reply.rule().substring(0, slash), 1, Integer::sum);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "%s replies, %s known (%s), %s hard bounces"
                        .formatted(
                                Text.number(all),
                                Text.number(known),
                                Text.percent(all == 0 ? 0 : (double) known / all),
                                Text.number(hard)));
        byReason.forEach((reason, count) -> lines.add(line(reason, count)));
        lines.add("by rule pack:");
        byPack.forEach((pack, count) -> lines.add(line(pack, count)));
        return lines;
    }

    private static String line(String name, int count) {
        return "  " + Text.left(name, 18) + Text.right(Text.number(count), 9);
    }

    ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        var summary = node.putObject("summary").put("replies", all).put("known", known);
        summary.put("hard", hard);
        var reasons = summary.putObject("by_reason");
        byReason.forEach(reasons::put);
        var packs = summary.putObject("by_pack");
        byPack.forEach(packs::put);
        return node;
    }
}
