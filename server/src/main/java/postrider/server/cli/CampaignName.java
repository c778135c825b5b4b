package postrider.server.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A campaign's id as it is written on a command line.
record CampaignName(String id) {
    private static final Pattern ID = Pattern.compile("cmp_[0-9]{1,18}");

    /// Refuses what is no id before anybody is asked.
    static final class Reader implements ITypeConverter<CampaignName> {
        @Override
        public CampaignName convert(String text) {
            if (!ID.matcher(text).matches())
                throw new TypeConversionException("a campaign's id is like cmp_12, and is " + text);
            return new CampaignName(text);
        }
    }

    /// Where its calls begin, relative to the server.
    String path() {
        return "v1/campaigns/" + id;
    }
}
