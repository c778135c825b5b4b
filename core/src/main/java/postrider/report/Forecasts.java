package postrider.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignState;
import postrider.campaign.SendWindow;
import postrider.forecast.Forecast;
import postrider.forecast.Forecaster;
import postrider.forecast.Load;
import postrider.forecast.Question;
import postrider.lane.Lane;

/// Foretells when campaigns will have gone: from what is stored of them, of those beside them, and of their
/// routes. Safe for many threads; blocks for up to a second.
public final class Forecasts {
    /// More are left out, and that is said.
    private static final int OTHERS_MAX = 20;

    private static final int SHARDS_AT_ONCE = 1_000;

    private final ForecastParts parts;
    private final Outlets outlets;

    public Forecasts(ForecastParts parts) {
        this.parts = parts;
        outlets = new Outlets(parts);
    }

    public Forecast campaign(Campaign campaign) {
        var now = parts.clock().instant();
        return switch (campaign.state()) {
            case CANCELLED, COMPLETED -> Forecast.over(now);
            case DRAFT, SCHEDULED, RUNNING, PAUSED -> ahead(campaign, now);
        };
    }

    private Forecast ahead(Campaign campaign, Instant now) {
        var asked = load(launched(campaign, now));
        var beside = beside(campaign);
        var others = beside.stream().limit(OTHERS_MAX).map(this::load).toList();
        var routes = parts.routes().list(campaign.project());
        var outlets = this.outlets.of(routes, asked, others, now);
        var question =
                new Question(
                        now,
                        asked,
                        isCounted(campaign) ? Forecast.Basis.COUNTED : Forecast.Basis.SAMPLED,
                        others,
                        outlets,
                        parts.states().all(),
                        parts.settings());
        return with(Forecaster.forecast(question), notes(campaign, beside.size()));
    }

    private static Forecast with(Forecast forecast, List<String> notes) {
        var warnings = new ArrayList<>(forecast.warnings());
        warnings.addAll(notes);
        return new Forecast(
                forecast.at(),
                forecast.basis(),
                forecast.remaining(),
                forecast.finish(),
                forecast.window(),
                forecast.lanes(),
                warnings);
    }

    private static List<String> notes(Campaign campaign, int beside) {
        var notes = new ArrayList<String>();
        if (campaign.state() == CampaignState.PAUSED)
            notes.add("the campaign is PAUSED: this is as if it were resumed now");
        if (campaign.isHeldBack() && campaign.state() != CampaignState.DRAFT)
            notes.add("the canary is out: this is as if the rest went at once");
        if (beside > OTHERS_MAX)
            notes.add(
                    "of %d other campaigns only %d are taken into account"
                            .formatted(beside, OTHERS_MAX));
        return notes;
    }

    private boolean isCounted(Campaign campaign) {
        return campaign.launch().isPresent() && parts.intake().progress(campaign.id()).complete();
    }

    /// A draft as if it were scheduled now.
    private Campaign launched(Campaign campaign, Instant now) {
        if (campaign.launch().isPresent()) return campaign;
        var plan = campaign.plan();
        var window =
                plan.window().orElseGet(() -> new SendWindow(now, now.plus(plan.retry().expiry())));
        var version = parts.lists().find(plan.list()).map(list -> list.version()).orElse(0);
        return campaign.launched(new Campaign.Launch(window, version, 1, now), now);
    }

    /// Those that send or will, by the same project's routes.
    private List<Campaign> beside(Campaign campaign) {
        return parts.campaigns().active().stream()
                .filter(other -> other.project().equals(campaign.project()))
                .filter(other -> !other.id().equals(campaign.id()))
                .filter(other -> other.launch().isPresent())
                .filter(other ->
                        other.state() == CampaignState.RUNNING
                                || other.state() == CampaignState.SCHEDULED)
                .toList();
    }

    /// What is open of its shards, and what the list has beyond them by its latest contacts.
    private Load load(Campaign campaign) {
        var byLane = new HashMap<Lane, Long>();
        for (int from = 0; ; from += SHARDS_AT_ONCE) {
            var shards = parts.reader().shards(campaign.id(), from, SHARDS_AT_ONCE);
            for (var shard : shards) {
                var open = shard.counters().open();
                if (open > 0) byLane.merge(shard.shard().lane(), open, Long::sum);
            }
            if (shards.size() < SHARDS_AT_ONCE) break;
        }
        if (!isCounted(campaign)) toCome(campaign).forEach((l, n) -> byLane.merge(l, n, Long::sum));
        return new Load(campaign, byLane);
    }

    private Map<Lane, Long> toCome(Campaign campaign) {
        var progress = parts.intake().progress(campaign.id());
        var version = campaign.launch().orElseThrow().listVersion();
        return parts.lists()
                .find(campaign.plan().list())
                .filter(_ -> version > 0)
                .map(list -> {
                    var left = list.contacts() - progress.recipients() - progress.duplicates();
                    return parts.sample().shares(list, version, Math.max(0, left));
                })
                .orElseGet(Map::of);
    }
}
