package dev.slipway.sandbox.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/** One direction of an upgraded connection: what arrives at one end goes out at the other, as fast as that takes it. */
final class Pipe extends AbstractConnection.NonBlocking implements Connection.UpgradeTo {
    private final EndPoint to;
    private final ByteBufferPool buffers;
    private final Runnable opened;
    private final Runnable closed;
    private final Pump pump = new Pump();
    private ByteBuffer arrivedBefore = BufferUtil.EMPTY_BUFFER;

    /**
     * A pipe that is to become the connection of {@code from}.
     *
     * @param opened called once, before the first byte goes through
     * @param closed called once, when {@code from} is closed
     */
    Pipe(EndPoint from, EndPoint to, Executor executor, ByteBufferPool buffers, Runnable opened, Runnable closed) {
        super(from, executor);
        this.to = to;
        this.buffers = buffers;
        this.opened = opened;
        this.closed = closed;
    }

    /** What was read together with the last bytes of HTTP. */
    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        arrivedBefore = buffer;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        opened.run();
        pump.iterate();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        closed.run();
    }

    @Override
    public void onFillable() {
        pump.iterate();
    }

    private final class Pump extends IteratingCallback {
        private @Nullable RetainableByteBuffer inHand;

        @Override
        protected Action process() throws IOException {
            if (arrivedBefore.hasRemaining()) {
                to.write(this, arrivedBefore);
                arrivedBefore = BufferUtil.EMPTY_BUFFER;
                return Action.SCHEDULED;
            }
            RetainableByteBuffer buffer = buffers.acquire(getInputBufferSize(), true);
            inHand = buffer;
            int filled = getEndPoint().fill(buffer.getByteBuffer());
            if (filled > 0) {
                to.write(this, buffer.getByteBuffer());
                return Action.SCHEDULED;
            }
            release();
            if (filled == 0) {
                fillInterested(this);
                return Action.SCHEDULED;
            }
            to.shutdownOutput();
            return Action.SUCCEEDED;
        }

        @Override
        protected void onSuccess() {
            release();
        }

        @Override
        protected void onFailure(Throwable cause) {
            getEndPoint().close(cause);
            to.close(cause);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            release();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        private void release() {
            RetainableByteBuffer buffer = inHand;
            inHand = null;
            if (buffer != null) {
                buffer.release();
            }
        }
    }
}
