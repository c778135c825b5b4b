package postrider.mail.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import postrider.mail.tlspolicy.PolicyRecords;
import postrider.mail.tlspolicy.Tlsa;

/// Asks the DNS what TLS policies need, without remembering: the caller does. Safe for many threads.
///
/// Whether an answer is proven is the resolver's word (the AD bit, RFC 6840 5.8), so it is worth as
/// much as the resolver and the way to it.
public final class DnsPolicyRecords implements PolicyRecords {
    private final Resolver resolver;
    private final Duration limit;

    /// @param servers name servers, asked in order; none: those of the system
    /// @param limit for one question, all tries together; a host is asked about with three at most
    public DnsPolicyRecords(List<InetSocketAddress> servers, Duration limit) {
        this.limit = limit;
        resolver = NameServers.resolver(servers, limit);
    }

    @Override
    public Texts texts(String name) throws InterruptedException {
        return switch (ask(name, Type.TXT)) {
            case Heard.Failure() -> new Texts.Failed();
            case Heard.Answer(var records, _) ->
                    new Texts.Found(
                            records.stream()
                                    .filter(TXTRecord.class::isInstance)
                                    .map(TXTRecord.class::cast)
                                    // RFC 8461 3.1: the strings of a record are one text.
                                    .map(record -> String.join("", record.getStrings()))
                                    .toList());
        };
    }

    @Override
    public Proof mx(String domain) throws InterruptedException {
        return proof(domain, Type.MX);
    }

    private Proof proof(String name, int type) throws InterruptedException {
        return switch (ask(name, type)) {
            case Heard.Failure() -> Proof.FAILED;
            case Heard.Answer(_, var proof) -> proof;
        };
    }

    /// RFC 7672 2.2.2: where the host's addresses are not proven its TLSA records are not asked for,
    /// because name servers without DNSSEC fail at them.
    @Override
    public Tlsas tlsa(String host) throws InterruptedException {
        var addresses = proof(host, Type.A);
        if (addresses == Proof.FAILED) return new Tlsas.Failed();
        if (addresses == Proof.INSECURE && proof(host, Type.AAAA) != Proof.SECURE)
            return new Tlsas.None();
        return switch (ask("_25._tcp." + host, Type.TLSA)) {
            case Heard.Failure() -> new Tlsas.Failed();
            case Heard.Answer(var records, var proof) ->
                    proof == Proof.SECURE ? announced(records) : new Tlsas.None();
        };
    }

    private static Tlsas announced(List<Record> records) {
        var found = new ArrayList<Tlsa>();
        var seconds = Long.MAX_VALUE;
        for (var record : records) {
            seconds = Math.min(seconds, record.getTTL());
            if (record instanceof TLSARecord tlsa)
                found.add(
                        new Tlsa(
                                tlsa.getCertificateUsage(),
                                tlsa.getSelector(),
                                tlsa.getMatchingType(),
                                tlsa.getCertificateAssociationData()));
        }
        if (found.isEmpty()) return new Tlsas.None();
        return new Tlsas.Found(found, Duration.ofSeconds(seconds));
    }

    private sealed interface Heard {
        record Answer(List<Record> records, Proof proof) implements Heard {}

        record Failure() implements Heard {}
    }

    private Heard ask(String name, int type) throws InterruptedException {
        Message query;
        try {
            var asked = Name.fromString(name, Name.root);
            query = Message.newQuery(Record.newRecord(asked, type, DClass.IN));
        } catch (TextParseException e) {
            return new Heard.Answer(List.of(), Proof.INSECURE);
        }
        // RFC 6840 5.7: we want to know whether the answer is proven.
        query.getHeader().setFlag(Flags.AD);
        var answer = resolver.sendAsync(query).toCompletableFuture();
        try {
            return heard(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return new Heard.Failure();
        } finally {
            answer.cancel(true);
        }
    }

    private static Heard heard(Message answer) {
        return switch (answer.getHeader().getRcode()) {
            case Rcode.NOERROR, Rcode.NXDOMAIN ->
                    new Heard.Answer(
                            answer.getSection(Section.ANSWER),
                            answer.getHeader().getFlag(Flags.AD) ? Proof.SECURE : Proof.INSECURE);
            default -> new Heard.Failure();
        };
    }
}
