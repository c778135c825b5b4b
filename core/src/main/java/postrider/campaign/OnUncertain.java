package postrider.campaign;

/// What follows when nobody can know whether a message was taken.
public enum OnUncertain {
    /// Try again with the same Message-ID, marked as possibly a double.
    RESEND,
    /// Leave it as it is.
    HOLD
}
