package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.Codec;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads each text once, for all who read it: those who watch, and every process of a run. What it is read to is
 * immutable, and the reading would be a third of all the work. Nothing is remembered from writing to reading, so that
 * what was written is really read.
 */
final class RememberingCodec extends Codec {
    private static final int MOST = 300;

    private final Map<Read, Object> read = newest();
    private final Map<Object, Object> written = newest();

    @Override
    public <T> T read(String text, Class<T> type) {
        return type.isRecord()
                ? type.cast(remembered(read, new Read(type, text), () -> super.read(text, type)))
                : super.read(text, type);
    }

    @Override
    public String write(Object value) {
        // What is written again and again without a change is a service's configuration.
        boolean isNew = value instanceof ServiceState || value instanceof Release || !(value instanceof Record);
        return isNew ? super.write(value) : (String) remembered(written, value, () -> super.write(value));
    }

    private static <K> Object remembered(Map<K, Object> among, K key, Supplier<Object> otherwise) {
        synchronized (among) {
            Object known = among.get(key);
            if (known != null) {
                return known;
            }
        }
        Object made = otherwise.get();
        synchronized (among) {
            among.put(key, made);
        }
        return made;
    }

    private static <K> Map<K, Object> newest() {
        return new LinkedHashMap<>(MOST * 2, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Object> eldest) {
                return size() > MOST;
            }
        };
    }

    private record Read(Class<?> type, String text) {}
}
