package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.Programs;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The operators' commands, run as programs, against a deployer at work: a service's life from its first hold to going back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsIT {
    private final Transcript transcript = new Transcript();
    private Rehearsal rehearsal;
    private Infrastructure todo;
    private Rollouts rollouts;

    /** The command parameter is not there before the first command: that one makes it, and must be answered all the same. */
    @BeforeAll
    void aServiceWithoutACommandParameter() throws IOException {
        rehearsal = Rehearsal.open("operators", "2s", "auto");
        todo = rehearsal.service("todo");
        ConfigurationTree configuration = rehearsal.theatre().configuration();
        configuration.replace(
                configuration.serviceFile(todo.site()), "reruns: 10", "reruns: 10\n    approval: {within: 60m}");
        rehearsal
                .theatre()
                .aws()
                .ssm()
                .deleteParameter(request -> request.name(todo.site().commandParameter()));
        rehearsal.live(todo);
        rollouts = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(rollouts);
        rehearsal.openDeployer(todo);
    }

    @AfterAll
    void close() throws IOException {
        rehearsal.close();
    }

    @Test
    void eachIsAnsweredByTheDeployerAndSaysSoByItsExitStatus() {
        play("hold", "todo", "an", "incident");
        rehearsal.push(todo, AppVersion.good("v2"));
        rehearsal.until(
                "the push is known",
                () -> rehearsal.theatre().attempt("explain", "todo", "v2").status() == 0);
        play("explain", "todo", "v2");
        play("status");
        play("resume", "todo");
        rehearsal.records(
                todo,
                "a release that awaits promotion",
                seen -> seen.getFirst().state().equals("AwaitingPromotion"));
        play("status", "todo");
        play("promote", "todo");
        rehearsal.over(rollouts);
        String release = rehearsal.records(todo, 2).getFirst().id();
        play("promote", "todo");
        play("show", release);
        play("rollback", "todo");
        rehearsal.records(
                todo,
                "a release that awaits promotion",
                seen -> seen.getFirst().state().equals("AwaitingPromotion"));
        play("promote", "todo");
        rehearsal.over(rollouts);
        rehearsal.records(todo, 3);
        play("history", "todo");
        play("status", "todo");
        play("explain", "todo", "v2");

        Golden.matches("operators/transcript.txt", transcript.text());
    }

    @Test
    void whatDoesNotExistIsToldWithTheNearestName() {
        Programs.Ended ended = rehearsal.theatre().attempt("status", "tood");

        assertThat(ended)
                .isEqualTo(new Programs.Ended(3, "", "Slipway knows no service 'tood'; did you mean 'todo'?\n"));
    }

    @Test
    void withoutAwsTheySaySo() {
        var programs = rehearsal.theatre().programs();
        var nowhere = new java.util.HashMap<>(rehearsal.theatre().names().environment());
        nowhere.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");

        Programs.Ended ended =
                programs.attempt("deployer", "dev.slipway.deployer.Main", List.of("status"), Map.copyOf(nowhere));

        assertThat(ended.status()).isEqualTo(5);
        assertThat(ended.errors()).contains("AWS could not be asked");
    }

    private void play(String... arguments) {
        transcript.add(List.of(arguments), rehearsal.theatre().attempt(arguments));
    }
}
