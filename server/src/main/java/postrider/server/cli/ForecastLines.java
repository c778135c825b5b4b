package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A server's forecast, for people.
final class ForecastLines {
    private ForecastLines() {}

    /// None where nothing is left to be sent.
    static List<String> of(JsonNode forecast) {
        var lines = new ArrayList<String>();
        if (forecast.path("remaining").asLong() == 0) return lines;
        var estimated =
                forecast.path("estimated").asBoolean() ? ", by the list's latest contacts" : "";
        lines.add(Text.capital(forecast.path("sentence").asText()) + estimated + ".");
        for (var warning : forecast.path("warnings"))
            lines.add("  " + Text.capital(warning.asText()) + ".");
        return lines;
    }
}
