package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Every member of every call and shape is one that AWS's own SDK knows under that name. */
class SdkShapesTest {
    /** What our records call otherwise than the SDK, because the SDK's name would say too much or too little. */
    private static final Map<String, String> RENAMED = Map.of(
            "HookTimeout", "DeploymentLifecycleHookTimeoutConfiguration",
            "ForwardConfig", "ForwardActionConfig",
            "FixedResponseConfig", "FixedResponseActionConfig",
            "RedirectConfig", "RedirectActionConfig",
            "HostHeaderConfig", "HostHeaderConditionConfig",
            "PathPatternConfig", "PathPatternConditionConfig",
            "HttpHeaderConfig", "HttpHeaderConditionConfig",
            "HttpRequestMethodConfig", "HttpRequestMethodConditionConfig");

    record Shape(Class<?> ours, String theirs) {
        @Override
        public String toString() {
            return ours.getSimpleName() + " " + theirs;
        }
    }

    static Stream<Shape> shapes() throws IOException, URISyntaxException {
        return Stream.of(
                        shapes("ecs", "ecs"),
                        shapes("elb", "elasticloadbalancingv2"),
                        shapes("cloudwatch", "cloudwatch"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasOnlyMembersTheSdkKnows(Shape shape) throws ReflectiveOperationException {
        var known = sdkMembers(shape.theirs);

        var ours = Arrays.stream(shape.ours.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(known).containsAll(ours);
    }

    private static List<Shape> shapes(String ours, String sdk) throws IOException, URISyntaxException {
        String theirs = "software.amazon.awssdk.services." + sdk + ".model.";
        var found = new ArrayList<Shape>();
        for (Class<?> type : records(ours)) {
            String name = RENAMED.getOrDefault(type.getSimpleName(), type.getSimpleName());
            boolean isCall = Arrays.stream(type.getDeclaredClasses())
                    .anyMatch(each -> each.getSimpleName().equals("Result"));
            if (!isCall) {
                found.add(new Shape(type, theirs + name));
            } else if (!name.equals("RegisterTaskDefinition")) {
                found.add(new Shape(type, theirs + name + "Request"));
                found.add(new Shape(type.getDeclaredClasses()[0], theirs + name + "Response"));
            }
        }
        assertThat(found).hasSizeGreaterThan(8);
        return found;
    }

    private static List<Class<?>> records(String ours) throws IOException, URISyntaxException {
        Path folder = Path.of(ContinueServiceDeployment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/slipway/sandbox/model/" + ours);
        var records = new ArrayList<Class<?>>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.contains("$") || Files.isDirectory(file) || name.equals("package-info")) {
                    continue;
                }
                Class<?> type = type("dev.slipway.sandbox.model." + ours + "." + name);
                // Reports and the data plane's picture are no actions of AWS's.
                boolean isOurOwn = List.of(
                                "ContainerChanged",
                                "TaskStarted",
                                "TaskExited",
                                "TaskLost",
                                "TargetProbed",
                                "DescribeDataPlane")
                        .contains(name);
                if (type.isRecord() && !isOurOwn) {
                    records.add(type);
                }
            }
        }
        return records;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sdkMembers(String name) throws ReflectiveOperationException {
        Class<?> type = elbAttributes(name);
        var builder = (SdkBuilder<?, ?>) type.getMethod("builder").invoke(null);
        return ((SdkPojo) builder.build())
                .sdkFields().stream()
                        .map(SdkField::locationName)
                        .map(member -> member.toLowerCase(Locale.ROOT))
                        .toList();
    }

    /** ELB has one shape of attribute for each kind of thing; ours is one for all. */
    private static Class<?> elbAttributes(String name) throws ClassNotFoundException {
        return Class.forName(
                name.endsWith("v2.model.Attribute") ? name.replace("Attribute", "TargetGroupAttribute") : name);
    }
}
