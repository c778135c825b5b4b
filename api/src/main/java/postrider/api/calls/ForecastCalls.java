package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.api.http.Call;
import postrider.api.http.Operation;
import postrider.api.http.Response;
import postrider.api.json.Json;
import postrider.campaign.SendWindow;
import postrider.desk.CampaignDesk;
import postrider.forecast.Forecast;
import postrider.report.Forecasts;

/// When a campaign will have gone.
public final class ForecastCalls {
    private final CampaignDesk desk;
    private final Forecasts forecasts;

    public ForecastCalls(CampaignDesk desk, Forecasts forecasts) {
        this.desk = desk;
        this.forecasts = forecasts;
    }

    public List<Operation> operations() {
        return List.of(Operation.get("/v1/campaigns/{id}/forecast", this::campaign));
    }

    private Response campaign(Call call) {
        return Response.ok(json(forecasts.campaign(CampaignCalls.found(call, desk))));
    }

    private static ObjectNode json(Forecast forecast) {
        var json = Json.object();
        json.put("sentence", forecast.sentence());
        json.put("remaining", forecast.remaining());
        json.put("estimated", forecast.basis() == Forecast.Basis.SAMPLED);
        put(json, "expected_finish", forecast.finish());
        json.put("fits_window", forecast.fitsWindow());
        put(json, "window_start", forecast.window().map(SendWindow::start));
        put(json, "window_end", forecast.window().map(SendWindow::end));
        json.set("lanes", Json.array(forecast.lanes(), ForecastCalls::json));
        var warnings = json.putArray("warnings");
        forecast.warnings().forEach(warnings::add);
        return json;
    }

    private static ObjectNode json(Forecast.OfLane lane) {
        var json = Json.object();
        json.put("provider", lane.provider().name());
        json.put("remaining", lane.remaining());
        json.put("rate", Math.round(lane.perSecond() * 100) / 100.0);
        put(json, "expected_finish", lane.finish());
        json.put("because", lane.because());
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresentOrElse(instant -> json.put(name, instant.toString()), () -> json.putNull(name));
    }
}
