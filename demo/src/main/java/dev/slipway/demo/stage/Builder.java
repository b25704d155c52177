package dev.slipway.demo.stage;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Makes the account's furniture, in Terraform's order: what others need first. */
public final class Builder {
    private final AwsClients aws;
    private final Names names;

    public Builder(AwsClients aws, Names names) {
        this.aws = aws;
        this.names = names;
    }

    /**
     * Makes what all services share, and publishes where the deployer's things are.
     *
     * @param configuration the directory of the deployer's configuration
     */
    public Account account(String configuration) {
        aws.ecs().createCluster(request -> request.clusterName(Names.CLUSTER));
        journal();
        String queueUrl = new EventRoutes(aws.sqs(), aws.events()).build();
        put(
                aws.ssm(),
                names.deployerParameter(),
                Json.object(Map.of("queueUrl", queueUrl, "table", Names.TABLE, "config", configuration)));
        return new Account(aws.sts().getCallerIdentity().account(), queueUrl);
    }

    /** Makes all that a service needs but itself, whose first image must be pushed before it. */
    public Infrastructure service(Account account, Site site) {
        String repository = repository(site.name());
        var balancer = new BalancerBuilder(aws.elb(), site).build();
        put(aws.ssm(), site.commandParameter(), "none");
        put(aws.ssm(), site.adminParameter(), "none");
        return new Infrastructure(site, account.number(), repository, balancer);
    }

    /** Makes a repository; answers where to push to. */
    public String repository(String name) {
        return aws.ecr()
                .createRepository(request -> request.repositoryName(name))
                .repository()
                .repositoryUri();
    }

    private static void put(SsmClient ssm, String name, String value) {
        ssm.putParameter(request -> request.name(name).value(value).type(ParameterType.STRING));
    }

    /** Makes the deployer's table. */
    public void journal() {
        DynamoDbClient dynamo = aws.dynamo();
        dynamo.createTable(request -> request.tableName(Names.TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        dynamo.updateTimeToLive(request -> request.tableName(Names.TABLE)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl")));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
