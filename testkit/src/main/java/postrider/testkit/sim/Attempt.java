package postrider.testkit.sim;

/// One recipient of one transaction, with what is to become of it.
///
/// @param mailMicros when MAIL came
/// @param hash the recipient's
/// @param number of attempts at this recipient, this one included, since one was settled
record Attempt(
        long mailMicros,
        LiveProvider provider,
        String recipient,
        long hash,
        int number,
        Fate fate) {}
