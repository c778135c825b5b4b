package postrider.mail.template;

/// What links in a mail lead to: where its author said, or there by way of us.
public interface Links {
    /// Links as they are, and nothing that tells when a mail is opened.
    Links PLAIN =
            new Links() {
                @Override
                public String address(int number, String url) {
                    return url;
                }

                @Override
                public String pixel() {
                    return "";
                }
            };

    /// What stands in the mail for a link; it is escaped for HTML afterwards.
    ///
    /// @param number of the link in its template, from 1; equal addresses have one
    /// @param url where it leads: `http` or `https`
    String address(int number, String url);

    /// The address of an image that nobody sees.
    String pixel();
}
