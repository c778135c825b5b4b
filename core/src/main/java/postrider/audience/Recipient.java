package postrider.audience;

import java.util.Map;

/// One person a campaign writes to.
///
/// @param address the address as it goes on the envelope: checked, its domain in lower-case A-label form
/// @param values the template's variables that this recipient has; never evaluated again
public record Recipient(String address, Map<String, String> values) {
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
