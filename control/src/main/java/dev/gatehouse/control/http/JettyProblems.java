package dev.gatehouse.control.http;

import dev.gatehouse.control.api.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors of requests so broken that they reach no route, such as headers that are too large. */
final class JettyProblems extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String detail =
        status == 431
            ? "The request's headers are too large; a token may have 16 KiB."
            : "The request cannot be read.";
    byte[] body =
        Json.write(new Problem("about:blank", "HTTP " + status, status, detail))
            .getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/problem+json"));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
