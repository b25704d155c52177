package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * What became of one version of a command parameter.
 *
 * @param parameter the parameter's name
 * @param version   its version
 * @param command   the text as written, at most its first {@value #COMMAND} characters
 * @param by        who wrote it, an ARN; {@code unknown} if SSM did not say
 * @param writtenAt when it was written
 * @param accepted  whether it was obeyed
 * @param answer    one sentence: what happens now, or why not and what to write instead
 * @param release   the release it is about; empty if none
 */
public record CommandAnswer(
        String parameter,
        long version,
        String command,
        String by,
        Instant writtenAt,
        boolean accepted,
        String answer,
        String release) {
    private static final int COMMAND = 100;
    private static final int ANSWER = 400;

    public CommandAnswer {
        command = Sentence.atMost(COMMAND, command);
        answer = Sentence.atMost(ANSWER, answer);
    }
}
