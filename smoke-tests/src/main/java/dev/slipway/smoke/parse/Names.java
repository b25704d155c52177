package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.GivenVariables;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables that have a value at one point of a suite. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final Set<String> known;
    private final Faults faults;

    private Names(Set<String> known, Faults faults) {
        this.known = known;
        this.faults = faults;
    }

    /** Those every suite is given. */
    static Names given(Faults faults) {
        return new Names(new LinkedHashSet<>(GivenVariables.NAMES), faults);
    }

    /** A copy that may grow on its own. */
    Names copy() {
        return new Names(new LinkedHashSet<>(known), faults);
    }

    /** Declares a variable, secret or capture. */
    void declare(String name, SourceSpan at, String what) {
        if (!NAME.matcher(name).matches()) {
            faults.add(
                    at,
                    what + " '" + name + "' must start with a letter and hold letters, digits and underscores only");
        } else if (!known.add(name)) {
            faults.add(at, what + " '" + name + "' already has a value here; give it another name");
        }
    }

    /** A text that may use variables; {@code uses} grows by those it does. */
    Template template(String text, SourceSpan at, List<VariableUse> uses) {
        use(text, at, uses);
        return new Template(text, at);
    }

    /** Notes the variables in every text of {@code value}. */
    void use(JsonNode value, SourceSpan at, List<VariableUse> uses) {
        if (value.isTextual()) {
            use(value.textValue(), at, uses);
        }
        value.forEach(inner -> use(inner, at, uses));
    }

    private void use(String text, SourceSpan at, List<VariableUse> uses) {
        if (Template.isUnclosed(text)) {
            faults.add(
                    at,
                    "'" + text + "' begins a variable and does not end it; write '$${' for the characters themselves");
        }
        for (String name : Template.names(text)) {
            if (known.contains(name)) {
                uses.add(new VariableUse(name, at));
            } else {
                faults.add(at, "'${" + name + "}' has no value here" + Nearest.hint(name, new ArrayList<>(known)));
            }
        }
    }
}
