package dev.slipway.demo;

import dev.slipway.demo.program.Ports;
import dev.slipway.demo.stage.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./slipway demo}. */
@Command(
        name = "slipway demo",
        sortOptions = false,
        description = {
            "Plays the whole path on this machine, in under a minute: v1 live, v2 pushed and promoted, a broken v3 pushed"
                    + " and rolled back, 'rollback' to v1, users asking all the while. Needs no AWS account and no Docker,"
                    + " and leaves nothing behind.",
            ""
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything held: no user request failed, v3 never answered a user",
            "1:something did not hold, or could not be played to its end",
            "2:the command line is wrong",
            "130:ended by Ctrl-C; nothing is left"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 4566;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "port of the sandbox (default: 4566, or a free one if that is taken)")
    private int port;

    @Option(
            names = "--minute",
            paramLabel = "DURATION",
            defaultValue = "6s",
            description = "how long one of ECS's minutes lasts (default: ${DEFAULT-VALUE})")
    private String minute = "";

    @Option(
            names = "--tasks",
            paramLabel = "WAY",
            defaultValue = "auto",
            description = "what tasks run in: auto, docker or chroot (default: ${DEFAULT-VALUE})")
    private String tasks = "";

    @Option(names = "--keep", description = "keep it all running afterwards, to explore, until Ctrl-C")
    private boolean isKept;

    private final Wiring wiring;

    DemoCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = wiring.out();
        var story = new Story(out, wiring.clock());
        int endpoint = port == 0 ? Ports.freeOr(USUAL_PORT) : Ports.exactly(port);
        var site = new Site("todo", Ports.free(), Ports.free());
        try (House house = House.open(wiring, endpoint)) {
            Theatre theatre = house.theatre();
            Evidence evidence = new Play(theatre, site, story, wiring.clock(), wiring::image).perform(minute, tasks);
            showRecords(story, theatre, site, evidence);
            List<Finding> findings = Judgement.judge(evidence);
            story.chapter("Did it hold?");
            findings.forEach(out::println);
            boolean isAllHeld = Judgement.isAllHeld(findings);
            out.printf(
                    "%n%s, %.1f s%n",
                    isAllHeld ? "All of it held" : "NOT all of it held", Story.seconds(story.elapsed()));
            if (isKept) {
                out.println(Farewell.text(theatre.names(), site));
                house.stay();
            }
            return isAllHeld ? 0 : 1;
        }
    }

    private static void showRecords(Story story, Theatre theatre, Site site, Evidence evidence) {
        story.chapter("What on-call can read");
        story.quote("$ ./slipway status\n" + theatre.ask("status"));
        story.quote("$ ./slipway history " + site.name() + "\n" + theatre.ask("history", site.name()));
        evidence.history().stream()
                .filter(release -> release.state().equals("RolledBack"))
                .findFirst()
                .ifPresent(release ->
                        story.quote("$ ./slipway show " + release.id() + "\n" + theatre.ask("show", release.id())));
    }
}
