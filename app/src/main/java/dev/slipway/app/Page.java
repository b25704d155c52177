package dev.slipway.app;

/** The front page. */
final class Page {

    private Page() {}

    static String of(Settings settings) {
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Slipway's app, %1$s</title>
            <style>body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 4rem auto; padding: 0 1rem; }
            h1 span { color: #0a7; } code { background: #eee; padding: 0 .3em; }</style></head>
            <body>
            <h1>Hello from <span>%1$s</span></h1>
            <p>This page is served by the image <code>%2$s</code>, put here by release <code>%3$s</code>.</p>
            <p>Look at <a href="/version">/version</a>, <a href="/now">/now</a>, <a href="/ask?q=why">/ask?q=why</a>,
            <a href="/healthz">/healthz</a> and <a href="/readyz">/readyz</a>. Push another image and watch this page change.</p>
            </body>
            </html>
            """.formatted(
                escape(settings.version()), escape(orNone(settings.digest())), escape(orNone(settings.release())));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
