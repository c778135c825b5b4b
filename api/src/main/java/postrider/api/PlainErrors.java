package postrider.api;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import postrider.api.http.Refusal;
import postrider.api.json.Json;

/// What requests are told that are too broken to reach a route: the same kind of problem.
final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var status = response.getStatus();
        var body = Json.object();
        body.put("type", "urn:postrider:problem:bad_request");
        body.put("title", "The request cannot be read");
        body.put("status", status);
        body.put(
                "detail",
                "this is no request that HTTP allows: look at its first line and its headers");
        body.put("code", "bad_request");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Refusal.CONTENT_TYPE);
        // What follows on this connection may be the rest of the same: say that it ends.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
        return true;
    }
}
