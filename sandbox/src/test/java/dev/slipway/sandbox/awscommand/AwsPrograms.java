package dev.slipway.sandbox.awscommand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the {@code aws} commands are that nobody here wrote. */
public final class AwsPrograms {
    private static final Path REQUIREMENTS = Path.of("src", "test", "resources", "awscli", "requirements.txt");

    /**
     * An installed {@code aws} command.
     *
     * @param python the Python it runs on
     * @param aws    its executable
     */
    public record AwsProgram(Path python, Path aws) {}

    private AwsPrograms() {}

    /**
     * The release of PyPI that {@code requirements.txt} pins, in a virtual environment below {@code target}, installed there
     * the first time; empty if there is no Python to install it with, or nothing to install it from.
     */
    public static Optional<AwsProgram> ofPyPi() throws IOException, InterruptedException {
        Path place = Path.of("target", "awscli").toAbsolutePath();
        Path bin = place.resolve("bin");
        Path installed = place.resolve("requirements.txt");
        String wanted = Files.readString(REQUIREMENTS);
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Path requirements = REQUIREMENTS.toAbsolutePath();
            if (!succeeds(List.of("python3", "-m", "venv", "--clear", place.toString()))
                    || !succeeds(List.of(
                            bin.resolve("pip").toString(), "install", "--quiet", "--requirement", requirements + ""))) {
                return Optional.empty();
            }
            Files.writeString(installed, wanted);
        }
        return Optional.of(new AwsProgram(bin.resolve("python"), bin.resolve("aws")));
    }

    /** The one of Debian's package {@code awscli}, wherever else on the path another may be; empty if not installed. */
    public static Optional<AwsProgram> ofDebian() throws IOException, InterruptedException {
        Path aws = Path.of("/usr/bin/aws");
        Path python = Path.of("/usr/bin/python3");
        return Files.isExecutable(aws) && succeeds(List.of(python.toString(), "-c", "import awscli"))
                ? Optional.of(new AwsProgram(python, aws))
                : Optional.empty();
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean succeeded = process.waitFor() == 0;
            if (!succeeded) {
                System.err.println(String.join(" ", command) + ":\n" + said);
            }
            return succeeded;
        } catch (IOException e) {
            return false;
        }
    }
}
