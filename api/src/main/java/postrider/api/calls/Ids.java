package postrider.api.calls;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import postrider.api.http.Call;
import postrider.api.http.Refusal;
import postrider.campaign.CampaignId;
import postrider.campaign.ListId;
import postrider.campaign.TemplateId;

/// Ids as they are written outside: `cmp_12`, `list_3`, `tmpl_4`, `key_5`.
final class Ids {
    /// Eighteen digits always fit a `long`.
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private Ids() {}

    static Optional<CampaignId> campaign(String text) {
        return number(text, "cmp_").map(CampaignId::new);
    }

    static Optional<ListId> list(String text) {
        return number(text, "list_").map(ListId::new);
    }

    static Optional<TemplateId> template(String text) {
        return number(text, "tmpl_").map(TemplateId::new);
    }

    static Optional<Long> key(String text) {
        return number(text, "key_");
    }

    private static Optional<Long> number(String text, String prefix) {
        if (!text.startsWith(prefix)) return Optional.empty();
        var digits = text.substring(prefix.length());
        return NUMBER.matcher(digits).matches()
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }

    /// The id in the path; 404 if it is of no such form, for then there is no such thing.
    static <T> T inPath(Call call, String what, Function<String, Optional<T>> read) {
        return read.apply(call.path("id")).orElseThrow(() -> Refusal.missing(what + " of this id"));
    }
}
