package dev.slipway.demo;

import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Site;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How to go on by hand, for those who keep the demo running. */
final class Farewell {
    private Farewell() {}

    static String text(Names names, Site site) {
        String host = names.endpoint().replaceFirst("^http://", "");
        return """

                Still running; Ctrl-C ends it all and removes it. In another terminal:

                %1$s
                  curl %2$s/version                                  # as a user
                  ./slipway resume %6$s                              # the demo ended by a rollback, which holds the service
                  docker push %3$s/%6$s:v9                     # your own image, listening on $PORT, starts a release
                  ./slipway demo push-app --repository %3$s/%6$s --tag v9    # or the bundled app, without Docker
                  ./slipway status
                  ./slipway history %6$s
                  aws --endpoint-url %4$s ssm put-parameter --name %5$s --value rollback --overwrite
                """.formatted(
                        exports(names.environment()),
                        site.production(),
                        host,
                        names.endpoint(),
                        site.commandParameter(),
                        site.name());
    }

    private static String exports(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry -> "  export " + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
