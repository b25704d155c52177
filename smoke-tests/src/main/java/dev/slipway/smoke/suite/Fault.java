package dev.slipway.smoke.suite;

import java.util.List;

/**
 * Something wrong with what was written.
 *
 * @param what found, against what was allowed, with the nearest match
 * @param line the source line it stands in; empty if there is none
 */
public record Fault(SourceSpan at, String what, String line) {
    /** All faults as one text: a headline, then each with its source line and a mark under the place. */
    public static String text(List<Fault> faults) {
        List<String> files =
                faults.stream().map(fault -> fault.at().file()).distinct().toList();
        StringBuilder text = new StringBuilder()
                .append(faults.size())
                .append(faults.size() == 1 ? " fault in " : " faults in ")
                .append(files.size() == 1 ? files.getFirst() : files.size() + " files")
                .append("; nothing was sent\n");
        faults.forEach(fault -> text.append(fault.text()));
        return text.toString();
    }

    /** This fault alone, in lines that each end. */
    public String text() {
        String head = "  " + at + ": " + what + "\n";
        if (line.isBlank()) {
            return head;
        }
        String number = String.valueOf(at.line());
        return head + "    " + number + " | " + line + "\n" + "    " + " ".repeat(number.length()) + " | "
                + " ".repeat(Math.max(0, at.column() - 1)) + "^\n";
    }
}
