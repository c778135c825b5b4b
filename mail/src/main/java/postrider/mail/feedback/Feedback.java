package postrider.mail.feedback;

import java.util.List;
import java.util.Locale;

/// What a mail that came back says. Nothing here is proven: who may believe it is decided by the
/// address that it came to.
public sealed interface Feedback {
    /// What can tell which message it speaks of.
    Evidence evidence();

    /// What became of a mail, for each recipient: bounces, delays, deliveries.
    ///
    /// @param recipients at least one; one with an empty address where the report names none
    /// @param reportingMta the host that reports, or empty
    record DeliveryReport(List<RecipientReport> recipients, String reportingMta, Evidence evidence)
            implements Feedback {
        public DeliveryReport {
            recipients = List.copyOf(recipients);
            if (recipients.isEmpty())
                throw new IllegalArgumentException("a report is about somebody");
        }
    }

    /// Somebody, or something, complains (RFC 5965).
    ///
    /// @param recipients who got the mail; often empty, because it is left out on purpose
    record Complaint(Type type, List<String> recipients, Evidence evidence) implements Feedback {
        public Complaint {
            recipients = List.copyOf(recipients);
        }

        /// Personal data stays out of logs.
        @Override
        public String toString() {
            return "Complaint[" + type + ", recipients=" + recipients.size() + "]";
        }
    }

    /// What is reported (RFC 5965 7.3, RFC 6430, RFC 6591).
    enum Type {
        ABUSE,
        FRAUD,
        VIRUS,
        OTHER,
        /// Somebody took the mail out of the spam folder.
        NOT_SPAM,
        /// A host found SPF, DKIM or DMARC wanting: about us, and from no person.
        AUTH_FAILURE;

        /// Whether a person does not want such mail.
        public boolean isUnwanted() {
            return switch (this) {
                case ABUSE, FRAUD, VIRUS, OTHER -> true;
                case NOT_SPAM, AUTH_FAILURE -> false;
            };
        }

        static Type of(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "abuse" -> ABUSE;
                case "fraud" -> FRAUD;
                case "virus" -> VIRUS;
                case "not-spam" -> NOT_SPAM;
                case "auth-failure", "dmarc" -> AUTH_FAILURE;
                default -> OTHER;
            };
        }
    }

    /// Somebody asks by mail to be left alone (RFC 2369 3.2).
    ///
    /// @param from who asks, as 5322.From says
    record Unsubscribe(String from, Evidence evidence) implements Feedback {
        @Override
        public String toString() {
            return "Unsubscribe[]";
        }
    }

    /// A program answers, and nothing follows from it (RFC 3834).
    ///
    /// @param from whose program, as 5322.From says
    record AutoReply(Kind kind, String from, Evidence evidence) implements Feedback {
        public enum Kind {
            /// Out of the office, or any other notice of a person's program.
            AWAY,
            /// The mail waits until its sender proves to be a person.
            CHALLENGE,
            /// The mail was shown or deleted (RFC 8098).
            RECEIPT
        }

        @Override
        public String toString() {
            return "AutoReply[" + kind + "]";
        }
    }

    /// Nothing that is understood.
    record Other(Why why, Evidence evidence) implements Feedback {
        public enum Why {
            /// A mail like any other.
            ORDINARY,
            /// Larger than what is accepted.
            TOO_LARGE,
            /// Mails in mails in mails.
            TOO_DEEP,
            TOO_MANY_PARTS,
            /// Too many header fields, or one too long.
            TOO_MANY_FIELDS,
            /// No mail at all.
            UNREADABLE
        }
    }
}
