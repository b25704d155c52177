package dev.slipway.smoke.run;

import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.GivenVariables;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.SecretName;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Suite;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.Variable;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds everything that keeps valid suites from running as asked: values not given, writes not allowed. Pure. */
final class RunCheck {
    private final Target target;
    private final Options options;
    private final List<Fault> faults = new ArrayList<>();

    private RunCheck(Target target, Options options) {
        this.target = target;
        this.options = options;
    }

    static List<Fault> faults(List<Suite> suites, Target target, Options options) {
        RunCheck check = new RunCheck(target, options);
        check.strangers(suites);
        suites.forEach(check::suite);
        return List.copyOf(check.faults);
    }

    /** A variable nobody uses is a typing error. */
    private void strangers(List<Suite> suites) {
        List<String> declared = suites.stream()
                .flatMap(suite -> suite.variables().stream())
                .map(Variable::name)
                .toList();
        List<String> known =
                Stream.concat(declared.stream(), GivenVariables.NAMES.stream()).toList();
        options.variables().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> add(
                        new SourceSpan("variables", 1, 1),
                        "no suite declares the variable '" + name + "'" + Nearest.hint(name, known)));
    }

    private void suite(Suite suite) {
        List<SmokeTest> running = suite.tests().stream()
                .filter(test ->
                        suite.selects(test, options.tags()) && test.skip().isEmpty())
                .toList();
        if (running.isEmpty()) {
            return;
        }
        suite.secrets().forEach(this::secret);
        suite.variables().forEach(this::variable);
        running.stream()
                .flatMap(SmokeTest::allSteps)
                .flatMap(step -> step.uses().stream())
                .forEach(this::given);
        running.forEach(test -> writes(suite, test));
    }

    private void secret(SecretName secret) {
        Secret value = options.secrets().get(secret.name());
        if (value == null) {
            add(
                    secret.at(),
                    "the secret '" + secret.name() + "' was not given a value"
                            + Nearest.hint(secret.name(), options.secrets().keySet()));
        } else if (value.value().length() < Secret.LEAST_CHARACTERS) {
            add(
                    secret.at(),
                    "the secret '" + secret.name() + "' has fewer than " + Secret.LEAST_CHARACTERS
                            + " characters; masking it would mask half of every report");
        }
    }

    private void variable(Variable variable) {
        if (options.variables().containsKey(variable.name())) {
            return;
        }
        if (variable.isRequired()) {
            add(
                    variable.at(),
                    "the variable '" + variable.name() + "' was not given a value, and the suite has none for it");
        } else if (variable.value().isTextual()) {
            Template.names(variable.value().textValue()).forEach(name -> given(new VariableUse(name, variable.at())));
        }
    }

    private void given(VariableUse use) {
        boolean isUnset = GivenVariables.NAMES.contains(use.name())
                && !use.name().equals("run.id")
                && !options.variables().containsKey(use.name());
        if (isUnset) {
            add(use.at(), "'${" + use.name() + "}' was not given a value for this run");
        }
    }

    private void writes(Suite suite, SmokeTest test) {
        if (target.allowWrites()) {
            return;
        }
        Optional<Step> write = test.firstWrite();
        if (write.isPresent()) {
            add(
                    write.get().at(),
                    "'" + write.get().method().key() + "' may change something, and the target '" + target.name()
                            + "' does not allow writes; allow them, select other tests by tag, or say 'safe: true' if it only reads");
        } else if (suite.selects(test, List.of("writes"))) {
            add(test.at(), "the test is tagged 'writes', and the target '" + target.name() + "' does not allow writes");
        }
    }

    private void add(SourceSpan at, String what) {
        Fault fault = new Fault(at, what, "");
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
