package dev.slipway.smoke.net;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;

/**
 * How cookies are kept: by RFC 6265, read leniently. Without the list of public suffixes, which takes long to read and
 * guards a jar that outlives its one test.
 */
final class Cookies {
    private Cookies() {}

    static Lookup<CookieSpecFactory> specs() {
        CookieSpecFactory lenient =
                new RFC6265CookieSpecFactory(RFC6265CookieSpecFactory.CompatibilityLevel.RELAXED, null);
        return RegistryBuilder.<CookieSpecFactory>create()
                .register(StandardCookieSpec.RELAXED, lenient)
                .build();
    }

    static RequestConfig config() {
        return RequestConfig.custom()
                .setCookieSpec(StandardCookieSpec.RELAXED)
                .setHardCancellationEnabled(true)
                .setProtocolUpgradeEnabled(false)
                .build();
    }
}
