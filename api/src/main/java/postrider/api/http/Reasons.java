package postrider.api.http;

/// The titles of problems: what a status means (RFC 9110 section 15, RFC 6585).
final class Reasons {
    private Reasons() {}

    static String of(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read";
            case 401 -> "An API key is needed";
            case 403 -> "This key may not do that";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 412 -> "Changed meanwhile";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "The request is not valid";
            case 428 -> "A condition is needed";
            case 429 -> "Too many requests";
            case 431 -> "Request header fields too large";
            case 503 -> "Unavailable for the moment";
            default -> status >= 500 ? "Our own mistake" : "Refused";
        };
    }
}
