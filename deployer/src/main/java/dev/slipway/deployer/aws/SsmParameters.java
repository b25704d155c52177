package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** SSM Parameter Store by the AWS SDK. */
public final class SsmParameters implements Parameters {
    private static final String GET_PARAMETERS = "ssm:GetParameters";
    private static final String GET_PARAMETER_HISTORY = "ssm:GetParameterHistory";
    private static final String PUT_PARAMETER = "ssm:PutParameter";

    private final SsmClient reads;
    private final SsmClient effects;

    public SsmParameters(AwsClients clients) {
        this.reads = clients.ssmReads();
        this.effects = clients.ssmEffects();
    }

    @Override
    @Iam(GET_PARAMETERS)
    public List<ParameterView> current(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return Calls.of(GET_PARAMETERS, () -> reads.getParameters(request -> request.names(names)))
                .parameters()
                .stream()
                .map(SsmParameters::view)
                .toList();
    }

    /** A call for every 50 versions, which is all that AWS gives at once; it keeps a hundred. */
    @Override
    @Iam(GET_PARAMETER_HISTORY)
    public List<ParameterView> history(String name) {
        List<ParameterView> all = new ArrayList<>();
        try {
            @Nullable String next = null;
            do {
                GetParameterHistoryResponse page = page(name, next);
                page.parameters().stream().map(SsmParameters::view).forEach(all::add);
                next = page.nextToken();
            } while (next != null && !next.isEmpty());
        } catch (PortFailure e) {
            if (e.code().equals("ParameterNotFound")) {
                return List.of();
            }
            throw e;
        }
        all.sort(Comparator.comparingLong(ParameterView::version));
        return List.copyOf(all);
    }

    @Override
    @Iam(PUT_PARAMETER)
    public long put(String name, String value) {
        return Calls.of(
                        PUT_PARAMETER,
                        () -> effects.putParameter(request -> request.name(name)
                                .value(value)
                                .type(ParameterType.STRING)
                                .overwrite(true)))
                .version();
    }

    private GetParameterHistoryResponse page(String name, @Nullable String nextToken) {
        return Calls.of(
                GET_PARAMETER_HISTORY,
                () -> reads.getParameterHistory(
                        request -> request.name(name).maxResults(50).nextToken(nextToken)));
    }

    private static ParameterView view(Parameter parameter) {
        return new ParameterView(
                parameter.name(),
                parameter.value(),
                parameter.version(),
                parameter.lastModifiedDate(),
                Optional.empty());
    }

    private static ParameterView view(ParameterHistory version) {
        return new ParameterView(
                version.name(),
                version.value(),
                version.version(),
                version.lastModifiedDate(),
                Optional.ofNullable(version.lastModifiedUser()));
    }
}
