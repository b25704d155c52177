import com.sun.management.OperatingSystemMXBean;
import dev.slipway.smoke.Wiring;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * What one sequential request costs in a process that is warm: by the engine, by the client it is built on, by the JDK's
 * client and by a bare socket, in turn, so that a machine whose speed drifts treats them alike.
 *
 * <p>Arguments: URL of the app, rounds, requests a round. Each contender gets a round in turn; the first half of the rounds
 * warms up and is not counted. Times are per request; CPU is that of this process, the server is another one.
 */
public final class Warm {
    private static final String STEP = "      - {get: /version, expect: {status: 200, headers: {Content-Type: "
            + "{startsWith: application/json}}, json: {version: {type: string}, build.java: {exists: true}}}}\n";

    private Warm() {}

    /** Makes some requests, one after the other. */
    private interface Contender {
        void ask(int requests) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String url = args[0];
        int rounds = Integer.parseInt(args[1]);
        int requests = Integer.parseInt(args[2]);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("socket", socket(URI.create(url)));
        contenders.put("java.net", javaNet(url));
        contenders.put("HttpClient 5", apache(url));
        contenders.put("engine", engine(url, requests));
        Map<String, List<double[]>> counted = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Contender> each : contenders.entrySet()) {
                double[] took = timed(each.getValue(), requests);
                if (round >= rounds / 2) {
                    counted.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(took);
                }
            }
        }
        System.out.printf("%-14s %-26s %-26s %s%n", "client", "ms a request", "CPU ms a request", "wall, CPU as a multiple of HttpClient 5");
        List<double[]> bare = counted.getOrDefault("HttpClient 5", List.of());
        counted.forEach((name, all) -> System.out.printf(
                "%-14s %-26s %-26s %.2f x, %.2f x%n",
                name, summary(all, 0), summary(all, 1), ratio(all, bare, 0), ratio(all, bare, 1)));
    }

    private static double[] timed(Contender contender, int requests) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        contender.ask(requests);
        return new double[] {(System.nanoTime() - start) / 1e6 / requests, (system.getProcessCpuTime() - cpu) / 1e6 / requests};
    }

    private static double[] sorted(List<double[]> all, int column) {
        return all.stream().mapToDouble(one -> one[column]).sorted().toArray();
    }

    private static double median(double... sorted) {
        return sorted[sorted.length / 2];
    }

    private static String summary(List<double[]> all, int column) {
        double[] sorted = sorted(all, column);
        return "%.3f (%.3f to %.3f)".formatted(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    /** The median of the ratios round by round. */
    private static double ratio(List<double[]> ours, List<double[]> theirs, int column) {
        double[] ratios = new double[ours.size()];
        Arrays.setAll(ratios, round -> ours.get(round)[column] / theirs.get(round)[column]);
        Arrays.sort(ratios);
        return median(ratios);
    }

    private static Contender engine(String url, int requests) {
        String text = "version: 1\nsuite: warm\ntests:\n  - name: asks\n    steps:\n" + STEP.repeat(requests);
        if (!(SuiteLoader.load(List.of(new SuiteText("warm.yaml", text))) instanceof Loaded.Suites set)) {
            throw new IllegalStateException("the suite is faulty");
        }
        SmokeRunner runner = Wiring.runner();
        Target target = Target.of("app", url, Optional.empty(), false);
        return count -> {
            Report report = runner.run(
                    set.suites(), target, Options.of(Wiring.runId()), Cancellation.create(), RunListener.none());
            if (report.verdict() != Verdict.PASS) {
                throw new IllegalStateException("not passed");
            }
        };
    }

    private static Contender apache(String url) {
        return count -> {
            try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
                for (int i = 0; i < count; i++) {
                    String body = client.execute(
                            new HttpGet(url + "/version"), response -> EntityUtils.toString(response.getEntity()));
                    if (!body.contains("version")) {
                        throw new IOException("wrong answer");
                    }
                }
            }
        };
    }

    private static Contender javaNet(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/version")).build();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return count -> {
            for (int i = 0; i < count; i++) {
                if (!client.send(request, HttpResponse.BodyHandlers.ofString()).body().contains("version")) {
                    throw new IOException("wrong answer");
                }
            }
        };
    }

    /** Nothing can be quicker than this: what is left is the server and the machine. */
    private static Contender socket(URI url) {
        byte[] request = ("GET /version HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[1 << 16];
        return count -> {
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < count; i++) {
                    out.write(request);
                    // The app writes head and body in one or two parts; the body ends with the JSON document.
                    int read = in.read(answer);
                    while (answer[read - 1] != '}' && answer[read - 1] != '\n' || answer[read - 2] == '\r') {
                        read += in.read(answer, read, answer.length - read);
                    }
                }
            }
        };
    }
}
