package postrider.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postrider.campaign.CampaignId;
import postrider.mail.template.Links;
import postrider.mail.token.PublicTokens;
import postrider.message.MessageId;

/// Links that lead by way of us and tell whose mail they stand in. The tag covers where a link leads, so it
/// is no open redirect: nobody can make one that leads elsewhere, nor guess one of another message. Safe
/// for many threads.
///
/// `c/TOKEN/NUMBER` for an address that is the same for all, `c/TOKEN/NUMBER/ADDRESS` (base 64) for one
/// that values decide, `o/TOKEN` for the image.
public final class TrackedLinks {
    /// A longer address is led to directly.
    public static final int URL_MAX = 2_000;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final String base;
    private final PublicTokens clicks;
    private final PublicTokens opens;

    /// @param base an `https` address that paths are put behind, ending in a slash
    public TrackedLinks(String base, PublicTokens clicks, PublicTokens opens) {
        if (!base.startsWith("https://") || !base.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the base of tracked links starts with https:// and ends with a slash");
        }
        this.base = base;
        this.clicks = clicks;
        this.opens = opens;
    }

    /// A link that was followed.
    ///
    /// @param number in the template of its campaign, from 1
    public record Click(MessageId message, int number, String url) {}

    /// Tells what the links of a campaign's template lead to, by number from 1; empty where values decide.
    /// Empty for a campaign that is not there. May block.
    public interface Targets {
        List<String> of(CampaignId campaign);
    }

    /// The links of one message.
    ///
    /// @param own an address that stays as it is: the message's own to unsubscribe
    /// @param targets of its campaign, as [Targets] tells
    Links of(MessageId message, String own, List<String> targets) {
        return new Links() {
            @Override
            public String address(int number, String url) {
                if (url.equals(own) || url.length() > URL_MAX) return url;
                var start =
                        base + "c/" + clicks.token(message, covered(number, url)) + "/" + number;
                return targets.get(number - 1).isEmpty() ? start + "/" + encoded(url) : start;
            }

            @Override
            public String pixel() {
                return base + "o/" + opens.token(message);
            }
        };
    }

    private static byte[] covered(int number, String url) {
        return (number + " " + url).getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String url) {
        var bytes = url.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What `c/TOKEN/NUMBER` was made for; empty if a character of it is not as it was made.
    public Optional<Click> click(String token, String number, Targets targets) {
        if (!NUMBER.matcher(number).matches()) return Optional.empty();
        var place = Integer.parseInt(number);
        return clicks.claimed(token)
                .map(claimed -> targets.of(claimed.shard().campaign()))
                .filter(known -> place <= known.size())
                .map(known -> known.get(place - 1))
                .filter(url -> !url.isEmpty())
                .flatMap(url -> click(token, place, url));
    }

    /// What `c/TOKEN/NUMBER/ADDRESS` was made for; empty if a character of it is not as it was made.
    public Optional<Click> clickWithAddress(String token, String number, String address) {
        if (!NUMBER.matcher(number).matches()) return Optional.empty();
        return decoded(address).flatMap(url -> click(token, Integer.parseInt(number), url));
    }

    private Optional<Click> click(String token, int number, String url) {
        return clicks.message(token, covered(number, url))
                .map(message -> new Click(message, number, url));
    }

    private static Optional<String> decoded(String address) {
        if (address.length() > URL_MAX * 4) return Optional.empty();
        try {
            var bytes = Base64.getUrlDecoder().decode(address);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The message whose image was fetched; empty if a character of the token is not as it was made.
    public Optional<MessageId> opened(String token) {
        return opens.message(token);
    }
}
