package dev.slipway.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Predicates;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.suite.GivenVariables;
import dev.slipway.smoke.suite.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/smoke-tests.md} says what is so. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "smoke-tests.md");
    private static final Pattern SUITE = Pattern.compile("```yaml\n(# suites/.*?)```", Pattern.DOTALL);

    @Test
    void itsFirstSuiteIsRight() throws IOException {
        Matcher written = SUITE.matcher(Files.readString(PAGE));
        assertThat(written.find()).isTrue();

        Loaded loaded = SuiteLoader.load(List.of(new SuiteText("page", written.group(1))));

        assertThat(loaded).isInstanceOf(Loaded.Suites.class);
    }

    @Test
    void itNamesEveryPredicateReasonMethodAndGivenVariable() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(Predicates.NAMES);
        assertThat(page)
                .contains(Arrays.stream(Reason.values()).map(Reason::slug).toList());
        assertThat(page)
                .contains(Arrays.stream(Method.values()).map(Method::key).toList());
        assertThat(page).contains(GivenVariables.NAMES);
    }
}
