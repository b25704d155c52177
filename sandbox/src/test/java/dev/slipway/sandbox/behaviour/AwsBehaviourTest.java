package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static dev.slipway.sandbox.behaviour.Fact.Known.INFERRED;
import static dev.slipway.sandbox.behaviour.Fact.Known.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;

/** Facts about everything but ECS. Whatever a case makes is named after this run, and removed at its end. */
class AwsBehaviourTest {
    private static final String RUN = "slipway-behaviour-" + Long.toString(System.nanoTime(), 36);

    private static final List<Class<?>> SUITE = List.of(
            AwsBehaviourTest.class,
            BlueGreenBehaviourTest.class,
            EcsBehaviourTest.class,
            EventsBehaviourTest.class,
            FailingBehaviourTest.class,
            ImagesBehaviourTest.class,
            ParametersBehaviourTest.class,
            RacesBehaviourTest.class,
            StepsBehaviourTest.class);

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private final SsmClient ssm = ACCOUNT.client(SsmClient::builder);
    private final SqsClient sqs = ACCOUNT.client(SqsClient::builder);
    private final EventBridgeClient events = ACCOUNT.client(EventBridgeClient::builder);
    private final DynamoDbClient dynamo = ACCOUNT.client(DynamoDbClient::builder);
    private final EcrClient ecr = ACCOUNT.client(EcrClient::builder);

    @AfterAll
    static void remove() {
        SsmClient ssm = ACCOUNT.client(SsmClient::builder);
        for (String name : List.of("versions", "history", "taken", "pattern")) {
            ssm.deleteParameters(delete -> delete.names("/" + RUN + "/" + name));
        }
    }

    @Test
    @Fact(value = "A parameter's versions start at 1 and count up", known = DOCUMENTED, source = "ssm-ver")
    void versionsOfAParameterCountUp() {
        String name = "/" + RUN + "/versions";

        long first = ssm.putParameter(put -> put.name(name).type("String").value("a"))
                .version();
        long second = ssm.putParameter(put -> put.name(name).value("b").overwrite(true))
                .version();

        assertThat(List.of(first, second)).isEqualTo(List.of(1L, 2L));
    }

    @Test
    @Fact(
            value = "A parameter's history tells who wrote each version",
            known = DOCUMENTED,
            source = "SDK ssm:ParameterHistory")
    void historyTellsWhoWroteAParameter() {
        String name = "/" + RUN + "/history";
        ssm.putParameter(put -> put.name(name).type("String").value("a"));

        var history = ssm.getParameterHistory(get -> get.name(name)).parameters();

        assertThat(history).hasSize(1);
        assertThat(history.getFirst().lastModifiedUser()).startsWith("arn:aws:");
    }

    @Test
    @Fact(value = "Without overwrite an existing parameter is an error", known = DOCUMENTED, source = "SDK ssm")
    void aParameterIsNotOverwrittenUnlessAsked() {
        String name = "/" + RUN + "/taken";
        ssm.putParameter(put -> put.name(name).type("String").value("a"));

        assertThatThrownBy(() ->
                        ssm.putParameter(put -> put.name(name).type("String").value("b")))
                .isInstanceOf(ParameterAlreadyExistsException.class);
    }

    @Test
    @Fact(value = "allowedPattern is enforced", known = DOCUMENTED, source = "SDK ssm")
    void aValueMustMatchItsPattern() {
        String name = "/" + RUN + "/pattern";

        assertThatThrownBy(() -> ssm.putParameter(
                        put -> put.name(name).type("String").value("shout").allowedPattern("^(hold|resume)$")))
                .isInstanceOf(ParameterPatternMismatchException.class);
    }

    @Test
    @Fact(value = "A parameter that is not there is ParameterNotFound", known = DOCUMENTED, source = "SDK ssm")
    void aMissingParameterIsSaidToBeMissing() {
        assertThatThrownBy(() -> ssm.getParameter(get -> get.name("/" + RUN + "/nowhere")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    @Fact(
            value = "A message that is not deleted comes again after its visibility timeout",
            known = DOCUMENTED,
            source = "sqs-vis")
    void aMessageComesAgainUntilItIsDeleted() {
        String queue = queue("visibility", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        try {
            sqs.sendMessage(send -> send.queueUrl(queue).messageBody("again"));

            String first = received(queue);
            String second = received(queue);

            assertThat(List.of(first, second)).isEqualTo(List.of("again", "again"));
        } finally {
            sqs.deleteQueue(delete -> delete.queueUrl(queue));
        }
    }

    @Test
    @Fact(
            value = "EventBridge sends to a queue whose policy lets it, and the whole event",
            known = DOCUMENTED,
            source = "eb-retry")
    void anEventReachesAQueueThatLetsIt() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";
        String queue = queue("events", Map.of(QueueAttributeName.POLICY, policy));
        String rule = RUN + "-events";
        try {
            events.putRule(put -> put.name(rule).eventPattern("{\"source\":[\"" + RUN + "\"]}"));
            events.putTargets(put -> put.rule(rule)
                    .targets(Target.builder().id("queue").arn(arn(queue)).build()));
            String body = Eventually.get(ACCOUNT.patience(), () -> {
                events.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                        .source(RUN)
                        .detailType("Case")
                        .detail("{\"a\":1}")
                        .build()));
                return received(queue);
            });

            assertThat(body).contains("\"detail-type\":\"Case\"").contains("\"detail\":{\"a\":1}");
        } finally {
            events.removeTargets(remove -> remove.rule(rule).ids("queue"));
            events.deleteRule(delete -> delete.name(rule));
            sqs.deleteQueue(delete -> delete.queueUrl(queue));
        }
    }

    @Test
    @Fact(value = "attribute_not_exists makes an item once", known = DOCUMENTED, source = "ddb-ver")
    void aConditionMakesAnItemOnce() {
        String table = RUN + "-once";
        dynamo.createTable(create -> create.tableName(table)
                .billingMode("PAY_PER_REQUEST")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType("HASH")
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType("S")
                        .build()));
        try {
            dynamo.waiter().waitUntilTableExists(wait -> wait.tableName(table));
            once(table);

            assertThatThrownBy(() -> once(table)).isInstanceOf(ConditionalCheckFailedException.class);
        } finally {
            dynamo.deleteTable(delete -> delete.tableName(table));
        }
    }

    private void once(String table) {
        dynamo.putItem(put -> put.tableName(table)
                .item(Map.of("pk", AttributeValue.fromS("a")))
                .conditionExpression("attribute_not_exists(pk)"));
    }

    @Test
    @Fact(value = "A repository is made once", known = DOCUMENTED, source = "SDK ecr")
    void aRepositoryIsMadeOnce() {
        ecr.createRepository(create -> create.repositoryName(RUN));
        try {
            assertThatThrownBy(() -> ecr.createRepository(create -> create.repositoryName(RUN)))
                    .isInstanceOf(RepositoryAlreadyExistsException.class)
                    .hasMessageContaining(RUN);
        } finally {
            ecr.deleteRepository(delete -> delete.repositoryName(RUN).force(true));
        }
    }

    @Test
    void everyCaseNamesItsFactAndHowItIsKnown() {
        for (Class<?> cases : SUITE) {
            for (var method : cases.getDeclaredMethods()) {
                boolean isCase = method.isAnnotationPresent(Test.class)
                        && !method.getName().equals("everyCaseNamesItsFactAndHowItIsKnown")
                        && !method.getName().equals("wantsTheSpendingAcknowledged");
                assertThat(isCase).as(method.getName()).isEqualTo(method.isAnnotationPresent(Fact.class));
            }
        }
        assertThat(Fact.Known.values()).containsExactly(DOCUMENTED, OBSERVED, INFERRED);
    }

    @Test
    void wantsTheSpendingAcknowledged() {
        assertThat(Account.objection(true, "")).contains("costs money").contains("-Daws.real.spending=acknowledged");
        assertThat(Account.objection(true, "acknowledged")).isEmpty();
        assertThat(Account.objection(false, "")).isEmpty();
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(create -> create.queueName(RUN + "-" + name).attributes(attributes))
                .queueUrl();
    }

    private String arn(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private String received(String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(10))
                .messages()
                .getFirst()
                .body();
    }
}
