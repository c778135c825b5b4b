package postrider.api.calls;

import postrider.api.http.Response;

/// What people see who follow a link out of a mail and stay with us: plain pages that need no script, no style sheet and
/// nothing from elsewhere.
final class LinkPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private LinkPage() {}

    /// The form sends what a mail program would send (RFC 8058 3.1).
    static Response question() {
        return page(
                200,
                "Unsubscribe?",
                """
                <p>You will get no more mail from this sender.</p>
                <form method="post">
                <input type="hidden" name="List-Unsubscribe" value="One-Click">
                <button type="submit">Unsubscribe</button>
                </form>\
                """);
    }

    static Response done() {
        return page(
                200,
                "You are unsubscribed",
                "<p>You will get no more mail from this sender. You may close this page.</p>");
    }

    static Response unknown() {
        return page(
                404,
                "This link is not valid",
                "<p>Perhaps a part of it is missing: copy the whole link from the mail.</p>");
    }

    static Response notAsked() {
        return page(
                400,
                "Nothing was changed",
                "<p>To unsubscribe, open the link from the mail and press its button.</p>");
    }

    private static Response page(int status, String title, String body) {
        var html =
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <style>
                body { font: 1.1em/1.5 sans-serif; margin: 3em auto; }
                main { max-width: 34em; margin: auto; padding: 0 1em; }
                button { font: inherit; padding: 0.6em 1.2em; }
                </style>
                </head>
                <body><main>
                <h1>%s</h1>
                %s
                </main></body>
                </html>
                """
                        .formatted(title, title, body);
        return Response.page(status, html).with("Content-Security-Policy", POLICY);
    }
}
