package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignPlan.Tracking;
import postrider.campaign.Canary;
import postrider.campaign.Engagement;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;

/// A campaign's plan as columns.
final class PlanColumns {
    private PlanColumns() {}

    /// In the order of the table, `name` to `routes`, then `guards` to `engagement`.
    static @Nullable Object[] of(CampaignPlan plan) {
        var throttle = plan.throttle();
        var retry = plan.retry();
        return new @Nullable Object[] {
            plan.name(),
            plan.from(),
            plan.fromName(),
            plan.replyTo().orElse(null),
            plan.subject(),
            plan.template().value(),
            plan.list().value(),
            plan.window().map(SendWindow::start).map(Instant::toEpochMilli).orElse(null),
            plan.window().map(SendWindow::end).map(Instant::toEpochMilli).orElse(null),
            Columns.of(throttle.global()),
            Columns.of(throttle.perMailboxProvider()),
            Columns.of(throttle.perRoute()),
            throttle.concurrency(),
            Columns.lines(retry.delays().stream().map(delay -> "" + delay.toMillis()).toList()),
            retry.thereafter().toMillis(),
            retry.expiry().toMillis(),
            retry.jitter(),
            plan.onUncertain().name(),
            plan.tracking().name(),
            Columns.lines(plan.routes()),
            GuardColumns.text(plan.guards()),
            plan.canary().map(Canary::share).orElse(null),
            plan.canary().map(Canary::settle).map(Duration::toMillis).orElse(null),
            plan.engagement().name()
        };
    }

    static CampaignPlan read(ResultSet row) throws SQLException {
        return new CampaignPlan(
                row.getString("name"),
                row.getString("from_address"),
                row.getString("from_name"),
                Optional.ofNullable(row.getString("reply_to")),
                row.getString("subject"),
                new TemplateId(row.getLong("template")),
                new ListId(row.getLong("list")),
                Columns.window(row, "window_start", "window_end"),
                throttle(row),
                retry(row),
                OnUncertain.valueOf(row.getString("on_uncertain")),
                Tracking.valueOf(row.getString("tracking")),
                Columns.lines(row.getString("routes")),
                GuardColumns.rules(row.getString("guards")),
                canary(row),
                Engagement.valueOf(row.getString("engagement")));
    }

    private static Optional<Canary> canary(ResultSet row) throws SQLException {
        var share = row.getDouble("canary_share");
        if (row.wasNull()) return Optional.empty();
        return Optional.of(new Canary(share, Duration.ofMillis(row.getLong("canary_settle"))));
    }

    private static ThrottleRules throttle(ResultSet row) throws SQLException {
        return new ThrottleRules(
                Columns.rate(row, "rate_global"),
                Columns.rate(row, "rate_provider"),
                Columns.rate(row, "rate_route"),
                row.getInt("concurrency"));
    }

    private static RetrySchedule retry(ResultSet row) throws SQLException {
        List<Duration> delays =
                Columns.lines(row.getString("retry_delays")).stream()
                        .map(delay -> Duration.ofMillis(Long.parseLong(delay)))
                        .toList();
        return new RetrySchedule(
                delays,
                Duration.ofMillis(row.getLong("retry_thereafter")),
                Duration.ofMillis(row.getLong("retry_expiry")),
                row.getDouble("retry_jitter"));
    }
}
