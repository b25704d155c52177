package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that shows the picture it is given and writes down which targets were probed. */
final class FakeModel implements Calls {
    private final List<TargetProbed> probed = new CopyOnWriteArrayList<>();
    private volatile Picture picture = Pictures.nothing();

    @Override
    @SuppressWarnings("unchecked") // each call is answered by what it declares
    public <R> R call(Call<R> call) {
        if (call instanceof DescribeDataPlane) {
            return (R) picture;
        }
        probed.add((TargetProbed) call);
        return (R) new Acknowledged();
    }

    FakeModel showing(Picture next) {
        picture = next;
        return this;
    }

    List<TargetProbed> probed() {
        return probed;
    }
}
