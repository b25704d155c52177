import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Requests a second and latencies of a bare backend, and of the same backend behind a listener of the sandbox's load balancer.
 * See README.md beside this file. Usage: java benchmarks/LoadBalancer.java [endpoint] [connections] [seconds]
 */
final class LoadBalancer {
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1024\r\n\r\n"
                    + "x".repeat(1024))
            .getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 3;
    private static final int PORT = 18_900;

    public static void main(String[] arguments) throws Exception {
        String endpoint = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:4566";
        int connections = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        try (var backend = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(backend));
            var balancer = new Balancer(endpoint, backend.getLocalPort());
            try {
                balancer.open();
                measured("warm-up", PORT, connections, seconds);
                for (int round = 1; round <= ROUNDS; round++) {
                    measured("bare backend", backend.getLocalPort(), connections, seconds);
                    measured("load balancer", PORT, connections, seconds);
                }
            } finally {
                balancer.remove();
            }
        }
    }

    private static void measured(String what, int port, int connections, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var clients = new ArrayList<Callable<long[]>>();
        for (int i = 0; i < connections; i++) {
            clients.add(() -> asked(port, end));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Long>();
            for (var future : threads.invokeAll(clients)) {
                Arrays.stream(future.get()).forEach(all::add);
            }
            all.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %8.0f requests/s   p50 %6.2f ms   p99 %6.2f ms   (%d connections, kept alive)%n",
                    what,
                    all.size() / (double) seconds,
                    all.get(all.size() / 2) / 1e6,
                    all.get(all.size() * 99 / 100) / 1e6,
                    connections);
        }
    }

    /** How long each request took, in nanoseconds, one after the other until the end. */
    private static long[] asked(int port, long end) throws IOException {
        byte[] request = ("GET /benchmark HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        long[] took = new long[1 << 16];
        int count = 0;
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            OutputStream out = socket.getOutputStream();
            for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                out.write(request);
                String head = head(in);
                if (!head.startsWith("HTTP/1.1 200")) {
                    throw new IOException("answered: " + head);
                }
                var length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
                if (!length.find()) {
                    throw new IOException("no length: " + head);
                }
                in.skipNBytes(Long.parseLong(length.group(1)));
                took = count == took.length ? Arrays.copyOf(took, 2 * count) : took;
                took[count++] = System.nanoTime() - before;
            }
        }
        return Arrays.copyOf(took, count);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static void serve(ServerSocket backend) {
        try {
            while (true) {
                Socket socket = backend.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.setTcpNoDelay(true);
                        InputStream in = new BufferedInputStream(socket.getInputStream());
                        while (!head(in).isEmpty()) {
                            socket.getOutputStream().write(ANSWER);
                        }
                    } catch (IOException e) {
                        // The client has gone.
                    }
                });
            }
        } catch (IOException e) {
            // The benchmark is over.
        }
    }

    /** A load balancer with one listener that forwards to the backend, by the calls of Elastic Load Balancing's query protocol. */
    private record Balancer(String endpoint, int backend, List<String> made) {
        Balancer(String endpoint, int backend) {
            this(endpoint, backend, new ArrayList<>());
        }

        void open() throws Exception {
            String balancer = arn("LoadBalancerArn", "CreateLoadBalancer&Name=benchmark&Subnets.member.1=subnet-1&Subnets.member.2=subnet-2");
            made.add("DeleteLoadBalancer&LoadBalancerArn=" + balancer);
            String group = arn("TargetGroupArn", "CreateTargetGroup&Name=benchmark&Protocol=HTTP&Port=" + backend
                    + "&VpcId=vpc-1&TargetType=ip&HealthCheckPath=/&HealthCheckIntervalSeconds=5");
            made.add("DeleteTargetGroup&TargetGroupArn=" + group);
            call("RegisterTargets&TargetGroupArn=" + group + "&Targets.member.1.Id=127.0.0.1&Targets.member.1.Port=" + backend);
            call("CreateListener&LoadBalancerArn=" + balancer + "&Protocol=HTTP&Port=" + PORT
                    + "&DefaultActions.member.1.Type=forward&DefaultActions.member.1.TargetGroupArn=" + group);
            long end = System.nanoTime() + 30_000_000_000L;
            while (!call("DescribeTargetHealth&TargetGroupArn=" + group).contains("<State>healthy</State>")) {
                if (System.nanoTime() > end) {
                    throw new IOException("the backend was not healthy within 30 s; is the sandbox started with"
                            + " '--tasks docker' or '--tasks chroot'? With simulated tasks no listener opens");
                }
                Thread.sleep(100);
            }
        }

        void remove() throws Exception {
            for (String action : made) {
                call(action);
            }
        }

        private String arn(String name, String action) throws Exception {
            var found = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(call(action));
            if (!found.find()) {
                throw new IOException(action + " named no " + name);
            }
            return found.group(1);
        }

        private String call(String action) throws Exception {
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(endpoint))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("Version=2015-12-01&Action=" + action))
                        .build();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(action + ": " + answer.body());
                }
                return answer.body();
            }
        }
    }
}
