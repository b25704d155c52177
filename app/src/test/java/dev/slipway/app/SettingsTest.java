package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void anEmptyEnvironmentMeansTheDefaults() {
        var environment = Map.<String, String>of();

        var settings = Settings.parse(environment);

        assertThat(settings).isEqualTo(new Settings("0.0.0.0", 8080, "dev", "", "", "", Fault.NONE));
    }

    @Test
    void everySettingIsRead() {
        var environment = Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "APP_VERSION", "v9",
                "SLIPWAY_IMAGE_DIGEST", "sha256:ab",
                "SLIPWAY_IMAGE_TAG", "nine",
                "SLIPWAY_RELEASE", "01J",
                "FAULT", "slow");

        var settings = Settings.parse(environment);

        assertThat(settings).isEqualTo(new Settings("127.0.0.1", 0, "v9", "sha256:ab", "nine", "01J", Fault.SLOW));
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        var environment = Map.of("PORT", "80800");

        assertThatThrownBy(() -> Settings.parse(environment))
                .hasMessage("PORT is '80800'; it must be a number from 0 (any free port) to 65535");
    }

    @Test
    void anUnknownFaultIsRefusedWithAllThatThereAre() {
        var environment = Map.of("FAULT", "sulk");

        assertThatThrownBy(() -> Settings.parse(environment))
                .hasMessage(
                        "FAULT is 'sulk'; it may be none, version-500, ask-500, clock-skew, slow, never-ready, crash");
    }

    @Test
    void theHelpNamesEveryFault() {
        var faults = Fault.values();

        var help = Main.help();

        assertThat(faults).allSatisfy(fault -> assertThat(help).contains(fault.word() + " "));
    }
}
