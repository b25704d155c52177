package dev.slipway.deployer.problem;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** How a problem is told to people. The one place where that text is built. */
public final class ProblemText {

    private ProblemText() {}

    /** Several lines, the last without a line break. */
    public static String of(Problem problem) {
        var text = new StringBuilder();
        text.append(problem.code().slug()).append(": ").append(problem.what());
        List<String> where = problem.where();
        for (int line = 0; line < where.size(); line++) {
            text.append(line == 0 ? "\n  where:  " : "\n          ").append(where.get(line));
        }
        text.append("\n  next:   ").append(of(problem.next()));
        text.append("\n  to fix: ").append(problem.remedy());
        text.append("\n  more:   ").append(page(problem.code()));
        return text.toString();
    }

    /** One clause. */
    public static String of(Next next) {
        return switch (next) {
            case Next.Retry retry -> "trying again at " + retry.at().truncatedTo(ChronoUnit.SECONDS);
            case Next.Halted ignored -> "stopped here until a person acts";
            case Next.RolledBack back -> "production is on " + back.to();
            case Next.NothingChanged ignored -> "nothing was changed";
        };
    }

    /** Where the problem is explained, from the root of the repository. */
    public static String page(ProblemCode code) {
        return "docs/problems/" + code.slug() + ".md";
    }
}
