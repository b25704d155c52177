package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.StartTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A program that runs two tasks, says so by one byte on its standard output, and waits to be killed. */
final class SandboxToKill {
    private SandboxToKill() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(arguments);
            System.in.read(); // ends with the test that started it, should that fail
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        var images = new TestImages();
        var reports = new Reports();
        var files = new TaskFiles(Path.of(arguments[0]));
        Containers containers = arguments.length == 1
                ? new Chroot(images, files, new Random(arguments[0].hashCode()))
                : new Docker(() -> new TestRegistry(images).start(), files, new Random(Long.parseLong(arguments[1])));
        var tasks = new ContainerTasks(containers);
        for (int number = 1; number <= 2; number++) {
            String task = "task/" + Integer.toHexString(arguments[0].hashCode()) + number;
            var environment = Map.of("LEAVE", "to be killed", "ON_TERM", "ignore");
            var app = RealTaskCases.container("app", images.server("hello"), environment);
            tasks.start(new StartTask(task, List.of(app)), reports);
            reports.started(task);
        }
        System.out.write('!');
        System.out.flush();
    }
}
