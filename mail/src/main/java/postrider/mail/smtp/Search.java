package postrider.mail.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import postrider.delivery.Transport.Link;
import postrider.delivery.Transport.LinkFailed;
import postrider.lane.Site;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.smtp.Opening.Security;
import postrider.mail.tlspolicy.Flaw;
import postrider.mail.tlspolicy.Need;
import postrider.mail.tlspolicy.ResultType;
import postrider.mail.tlspolicy.TlsPolicies;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// The search for one link: tries a site's addresses one after the other. Used once.
final class Search {
    private final Parts parts;
    private final SmtpRoute route;
    private final Site site;
    private final String domain;
    private String trouble = "";
    private boolean isTroubled;
    private Optional<String> loop = Optional.empty();
    private Optional<Outcome> unfit = Optional.empty();

    /// What all links of a transport are made with.
    ///
    /// @param tls as the route has it
    /// @param unjudged looks at no certificate: that is done when the handshake is over
    record Parts(
            Dialler dialler,
            TlsPolicies policies,
            TlsClient tls,
            TlsClient unjudged,
            ReplyClassifier classifier) {}

    /// A host that is not what the domain asks for.
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Unfit(Flaw flaw, Outcome outcome) {
            super(flaw.why());
            this.outcome = outcome;
        }
    }

    /// @param route as it is for this site
    Search(Parts parts, SmtpRoute route, Site site, String domain) {
        this.parts = parts;
        this.route = route;
        this.site = site;
        this.domain = domain;
    }

    /// @param name of the whole, for messages
    Link link(String name, Targets.Found found) throws LinkFailed, InterruptedException {
        trouble = found.trouble();
        loop = found.loop();
        for (var target : found.targets()) {
            var link = tried(target);
            if (link.isPresent()) return link.get();
            // RFC 5321 5.1: hosts after ourselves would only bring it back.
            if (loop.equals(Optional.of(target.host()))) break;
        }
        return none(name);
    }

    private Optional<Link> tried(Target target) throws LinkFailed, InterruptedException {
        try {
            return Optional.of(link(target));
        } catch (Unfit e) {
            unfit = Optional.of(e.outcome);
        } catch (Opening.Loop e) {
            loop = Optional.of(target.host());
        } catch (ReplyReader.Garbage e) {
            throw failed(target.host(), String.valueOf(e.getMessage()), Reason.PROTOCOL);
        } catch (IOException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            isTroubled = true;
            trouble = String.valueOf(e.getMessage());
        }
        return Optional.empty();
    }

    /// What only this domain stands in the way of, or nobody could mend by waiting, is said to its
    /// messages; the rest is the site's trouble.
    private Link none(String name) throws LinkFailed {
        if (unfit.isPresent()) return noLink(unfit.get());
        if (loop.isPresent() && !isTroubled) return noLink(comesBack(loop.get()));
        throw failed(name, trouble, Reason.CONNECTION);
    }

    private Link noLink(Outcome why) {
        return new NoLink(site, domain, why, route.messagesMax());
    }

    private static Outcome comesBack(String host) {
        var why =
                "mail would come back: the MX host "
                        + host
                        + " is this machine, or is called as we are (RFC 5321 5.1); use a relay for it";
        return new Outcome.Blocked(new Reply(0, "5.4.6", why), Reason.HOST_TROUBLE);
    }

    private Link link(Target target) throws IOException, LinkFailed, InterruptedException, Unfit {
        var need = parts.policies().of(domain, target.host());
        if (need.isBinding()) {
            var refusal = need.refusal(target.host());
            if (refusal.isPresent()) throw unfit(target, need, refusal.get());
        }
        var security = security(need);
        try {
            return judged(parts.dialler().dial(target, security), target, need, security);
        } catch (Opening.TlsFailed e) {
            if (Thread.interrupted()) throw new InterruptedException();
            return withoutTls(target, need, security, e);
        }
    }

    /// What binds goes before what the route says.
    private Security security(Need need) {
        var mode = route.tls().mode();
        if (!need.isBinding()) return new Security(mode, parts.tls());
        return new Security(
                mode == SmtpTls.Mode.NONE ? SmtpTls.Mode.OPPORTUNISTIC : mode, parts.unjudged());
    }

    private Link withoutTls(Target target, Need need, Security security, Opening.TlsFailed e)
            throws IOException, LinkFailed, InterruptedException, Unfit {
        var cause = e.getCause() == null ? e : e.getCause();
        var why = new Flaw(ResultType.VALIDATION_FAILURE, "TLS failed: " + cause.getMessage());
        if (need.isBinding()) throw unfit(target, need, why);
        parts.policies().failed(domain, need, target.host(), why);
        if (security.mode() != SmtpTls.Mode.OPPORTUNISTIC)
            throw failed(target.host(), why.why(), Reason.TLS_REQUIRED);
        var plain = new Security(SmtpTls.Mode.NONE, parts.tls());
        return judged(parts.dialler().dial(target, plain), target, need, plain);
    }

    private Link judged(Dialler.Line line, Target target, Need need, Security security)
            throws IOException, Unfit {
        var connection = line.connection();
        var opened = false;
        try {
            var peer = connection.peer();
            var found = parts.policies().flaw(need, peer);
            if (found.isPresent() && need.isBinding()) throw unfit(target, need, found.get());
            if (security.mode() != SmtpTls.Mode.NONE) count(target, need, found);
            var assurance =
                    route.host().isEmpty()
                            ? new Assurance.ByPolicy(parts.policies(), peer, domain)
                            : Assurance.ANY;
            opened = true;
            return new SmtpLink(
                    route, site, line.offered(), connection, assurance, parts.classifier());
        } finally {
            if (!opened) connection.close();
        }
    }

    private void count(Target target, Need need, Optional<Flaw> found) {
        if (found.isPresent()) parts.policies().failed(domain, need, target.host(), found.get());
        else parts.policies().succeeded(domain, need, target.host());
    }

    private Unfit unfit(Target target, Need need, Flaw found) {
        parts.policies().failed(domain, need, target.host(), found);
        return new Unfit(found, Assurance.deferred(need, target.host(), found));
    }

    private static LinkFailed failed(String host, String why, Reason reason) {
        return new LinkFailed(
                host + ": " + why,
                new Outcome.Deferred(new Reply(0, "", why), reason, Duration.ZERO));
    }
}
