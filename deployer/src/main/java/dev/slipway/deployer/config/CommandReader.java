package dev.slipway.deployer.config;

import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.problem.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code gates.<gate>.task}: the command that judges a release by its exit code. */
final class CommandReader {
    private static final Duration WITHIN = Duration.ofMinutes(5);

    /** What RunTask takes as overrides, 8192 characters of JSON (API reference, TaskOverride), less what stands around it. */
    private static final int LONGEST = 8000;

    private final List<String> containers;

    /** {@code containers}: those that get the release's image, the first one unless another is named. */
    CommandReader(List<String> containers) {
        this.containers = containers;
    }

    Optional<TaskSpec> read(Fields fields) {
        List<String> command =
                fields.required("command").map(CommandReader::words).orElse(List.of());
        String container = fields.optional("container")
                .flatMap(this::container)
                .orElse(containers.stream().findFirst().orElse(""));
        Duration within = fields.optional("within").flatMap(Value::duration).orElse(WITHIN);
        Optional<Duration> start = fields.optional("start").flatMap(Value::duration);
        fields.close();
        return command.isEmpty() ? Optional.empty() : Optional.of(new TaskSpec(command, container, within, start));
    }

    private static List<String> words(Value value) {
        var words = new ArrayList<String>();
        List<Value> elements = value.list();
        elements.forEach(element -> element.text().ifPresent(words::add));
        if (elements.isEmpty() && value.isList()) {
            value.fault(value.path() + " names no program; write a list, such as [\"bin/check\", \"--quick\"]");
        }
        int length = words.stream().mapToInt(word -> word.length() + 3).sum();
        if (length > LONGEST) {
            value.fault(value.path() + " has " + length + " characters; ECS takes about " + LONGEST
                    + ": put it into a script of the image");
        }
        return words;
    }

    private Optional<String> container(Value value) {
        return value.text()
                .flatMap(name -> containers.contains(name)
                        ? Optional.of(name)
                        : value.refused(value.path() + ": the release's image is not in container '" + name + "'"
                                + NearestName.hint(name, containers)));
    }
}
