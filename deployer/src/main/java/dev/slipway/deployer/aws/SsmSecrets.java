package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Secrets;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets in SSM parameters of the type SecureString; those of Secrets Manager are reached through SSM as well. */
public final class SsmSecrets implements Secrets {
    private static final String GET_PARAMETER = "ssm:GetParameter";

    /** SSM answers for Secrets Manager under this name (SSM user guide, "Referencing Secrets Manager secrets"). */
    private static final String SECRETS_MANAGER = "/aws/reference/secretsmanager/";

    private final SsmClient ssm;

    public SsmSecrets(AwsClients clients) {
        this.ssm = clients.ssmReads();
    }

    @Override
    @Iam({GET_PARAMETER, "secretsmanager:GetSecretValue", "kms:Decrypt"})
    public String reveal(String reference) {
        String name = name(reference);
        return Calls.of(
                        GET_PARAMETER,
                        () -> ssm.getParameter(request -> request.name(name).withDecryption(true)))
                .parameter()
                .value();
    }

    private static String name(String reference) {
        if (reference.startsWith("ssm:")) {
            return reference.substring("ssm:".length());
        }
        // By name only: SSM would take the colons of an ARN for a version of the parameter.
        if (reference.startsWith("secretsmanager:") && !reference.startsWith("secretsmanager:arn:")) {
            return SECRETS_MANAGER + reference.substring("secretsmanager:".length());
        }
        throw PortFailure.refused(
                GET_PARAMETER,
                "UnknownReference",
                "'" + reference + "' is not a reference; write 'ssm:<parameter>' or 'secretsmanager:<name>'");
    }
}
