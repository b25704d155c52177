package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import org.jspecify.annotations.Nullable;

/** How one request is read and answered. */
interface Protocol {

    /** The action that the request names. */
    String action();

    /**
     * The members of the request, named as AWS names them.
     *
     * @throws AwsRefusal if the body is no text of this protocol
     */
    ObjectNode members();

    /** In which kinds the members of a request are written. */
    Kinds kinds();

    /** The answer to a call that succeeded. */
    Answer answer(Api api, @Nullable Object result, String requestId);

    /** The answer to a call that did not. */
    Answer refuse(AwsRefusal refusal, String requestId);
}
