package dev.slipway.demo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SharedObjectsTest {

    @Test
    void readsWhatLddResolvedAndLeavesOutWhatTheKernelProvides() {
        var printed = """
                /opt/jre/bin/java:
                \tlinux-vdso.so.1 (0x00007ffd29bd1000)
                \tlibjli.so => /opt/jre/bin/../lib/libjli.so (0x00007f92c25d2000)
                \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f92c23e7000)
                \t/lib64/ld-linux-x86-64.so.2 (0x00007f92c25fe000)
                /opt/jre/lib/libzip.so:
                \tlibgone.so => not found
                \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)
                """;

        var paths = SharedObjects.parse(printed);

        assertThat(paths)
                .containsExactly(
                        Path.of("/opt/jre/bin/../lib/libjli.so"),
                        Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"));
    }
}
