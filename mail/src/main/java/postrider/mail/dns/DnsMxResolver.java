package postrider.mail.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import postrider.lane.MxResolver;

/// Asks the DNS, without remembering: the caller does. Safe for many threads.
///
/// Hosts of the same preference come in the order of their names, so that a domain's site is the
/// same whenever it is asked for; RFC 5321 5.1 would shuffle them.
public final class DnsMxResolver implements MxResolver {
    /// More MX hosts than this are no mail set-up but a mistake.
    public static final int HOSTS_MAX = 20;

    private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9])?");
    private static final Comparator<MXRecord> PREFERENCE =
            Comparator.comparingInt(MXRecord::getPriority)
                    .thenComparing(record -> hostOf(record.getTarget()));

    private final LookupSession session;
    private final Duration limit;

    /// @param servers name servers, asked in order; none: those of the system
    /// @param limit for one question, all tries together; a domain without MX is asked for up to
    ///     three
    public DnsMxResolver(List<InetSocketAddress> servers, Duration limit) {
        this.limit = limit;
        var resolver = NameServers.resolver(servers, limit);
        session = LookupSession.builder().resolver(resolver).build();
    }

    @Override
    public Answer resolve(String domain) {
        Name name;
        try {
            name = Name.fromString(domain, Name.root);
        } catch (TextParseException e) {
            return new Answer.NoMail("no domain name");
        }
        return switch (ask(name, Type.MX)) {
            case Found.Records(var result) -> hosts(result);
            case Found.Nothing _ -> implicit(name);
            case Found.NoDomain _ -> new Answer.NoMail("the domain does not exist");
            case Found.Failure(var why) -> new Answer.Unknown(why);
        };
    }

    private static Answer hosts(LookupResult result) {
        var records =
                result.getRecords().stream()
                        .filter(MXRecord.class::isInstance)
                        .map(MXRecord.class::cast)
                        .sorted(PREFERENCE)
                        .toList();
        // RFC 7505 3: a single MX with the root as its host.
        if (records.stream().allMatch(mx -> mx.getTarget().equals(Name.root)))
            return new Answer.NoMail("the domain takes no mail (null MX, RFC 7505)");
        var hosts =
                records.stream()
                        .map(mx -> hostOf(mx.getTarget()))
                        .filter(host -> HOST.matcher(host).matches())
                        .distinct()
                        .limit(HOSTS_MAX)
                        .toList();
        if (hosts.isEmpty()) return new Answer.NoMail("no MX of the domain is a host name");
        return new Answer.Hosts(hosts);
    }

    /// RFC 5321 5.1: a domain without MX but with an address is its own host.
    private Answer implicit(Name name) {
        var unknown = "";
        for (var type : new int[] {Type.A, Type.AAAA}) {
            switch (ask(name, type)) {
                case Found.Records _ -> {
                    return new Answer.Hosts(List.of(hostOf(name)));
                }
                case Found.Failure(var why) -> unknown = why;
                case Found.Nothing _, Found.NoDomain _ -> {}
            }
        }
        if (!unknown.isEmpty()) return new Answer.Unknown(unknown);
        return new Answer.NoMail("the domain has neither MX nor address");
    }

    private static String hostOf(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private sealed interface Found {
        record Records(LookupResult result) implements Found {}

        record Nothing() implements Found {}

        record NoDomain() implements Found {}

        record Failure(String why) implements Found {}
    }

    private Found ask(Name name, int type) {
        try {
            var answer = session.lookupAsync(name, type).toCompletableFuture();
            var result = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return result.getRecords().isEmpty() ? new Found.Nothing() : new Found.Records(result);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchDomainException _ -> new Found.NoDomain();
                case NoSuchRRSetException _ -> new Found.Nothing();
                case null, default -> new Found.Failure("the name servers failed");
            };
        } catch (TimeoutException e) {
            return new Found.Failure("no name server answered in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Failure("interrupted");
        }
    }
}
