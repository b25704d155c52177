package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.reconcile.port.Ecs.TaskDefinition;
import dev.slipway.deployer.reconcile.port.Inbox.Message;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.Sent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer in few words, the same in every JVM. */
final class Summary {
    private Summary() {}

    static String of(@Nullable Object answer) {
        return switch (answer) {
            case null -> "done";
            case Item item ->
                item.sk() + "@" + item.version() + "~"
                        + Integer.toHexString(item.body().hashCode());
            case Message message -> message.id() + "#" + message.receiveCount() + " " + message.body();
            case TaskDefinition definition -> definition.arn();
            case JsonNode json -> "json of " + json.size();
            case Sent.Done<?>(Object done) -> of(done);
            case Optional<?> optional -> optional.map(Summary::of).orElse("nothing");
            case List<?> list -> list.stream().map(Summary::of).collect(Collectors.joining(", ", "[", "]"));
            default -> answer.toString();
        };
    }
}
