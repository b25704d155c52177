package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Durations;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why there is no whole answer, in the words of the closed list and in words for people. */
record Failure(Reason reason, String what) {
    static Failure of(Exception e, Phase phase, String remote) {
        return switch (e) {
            case Incoming.TooLarge large -> new Failure(Reason.BODY_TOO_LARGE, text(large));
            case UnknownHostException unknown ->
                new Failure(Reason.DNS, "no address for '" + text(unknown).split(": ", 2)[0] + "'");
            case SSLException tls -> tls(tls);
            case NoHttpResponseException none -> new Failure(Reason.RESET, "closed without an answer by " + remote);
            case SocketTimeoutException slow
            when phase == Phase.HANDSHAKE ->
                new Failure(Reason.TIMEOUT, "not connected to " + remote + ": " + text(slow));
            case SocketTimeoutException slow ->
                new Failure(
                        Reason.CONNECT_TIMEOUT,
                        "not connected to " + remote + " within " + Durations.text(Http1.CONNECT_TIMEOUT));
            case InterruptedIOException interrupted -> new Failure(Reason.INTERRUPTED, text(interrupted));
            case NoRouteToHostException route -> new Failure(Reason.CONNECT_TIMEOUT, "no route to " + remote);
            case ConnectException refused -> new Failure(Reason.CONNECT_REFUSED, "connection refused by " + remote);
            case SocketException reset
            when phase == Phase.HANDSHAKE ->
                new Failure(Reason.TLS_OTHER, "broken off by " + remote + " in the TLS handshake: " + text(reset));
            case SocketException reset ->
                new Failure(Reason.RESET, "connection broken by " + remote + ": " + text(reset));
            case ConnectionClosedException closed
            when phase == Phase.WAITING -> new Failure(Reason.RESET, "closed without an answer by " + remote);
            case EOFException end -> new Failure(Reason.PROTOCOL, "the answer ended too early: " + text(end));
            case HttpException protocol -> new Failure(Reason.PROTOCOL, "a violation of HTTP: " + text(protocol));
            default -> new Failure(Reason.PROTOCOL, "the answer broke off: " + text(e));
        };
    }

    /** What a server that got no certificate does says little: an alert at best, else it just goes. */
    Failure forLackOfCertificate() {
        return new Failure(
                reason,
                what
                        + "; it wants a certificate of its clients, and this target has none: give 'certFile' and 'keyFile'");
    }

    private static Failure tls(SSLException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return new Failure(Reason.TLS_HOSTNAME, text(e));
        }
        if (causes(e)
                .anyMatch(cause -> cause instanceof CertificateExpiredException
                        || cause instanceof CertificateNotYetValidException)) {
            return new Failure(Reason.TLS_EXPIRED, "the certificate is out of its time: " + deepest(e));
        }
        if (causes(e)
                .anyMatch(cause ->
                        cause instanceof CertPathValidatorException || cause instanceof CertificateException)) {
            String names = deepest(e);
            boolean isName = names.contains("No subject alternative") || names.contains("No name matching");
            return isName
                    ? new Failure(Reason.TLS_HOSTNAME, names)
                    : new Failure(Reason.TLS_UNTRUSTED, "the certificate is not trusted: " + names);
        }
        return new Failure(Reason.TLS_OTHER, text(e));
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
    }

    private static String deepest(Throwable e) {
        return text(causes(e).reduce(e, (outer, inner) -> inner));
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip();
    }
}
