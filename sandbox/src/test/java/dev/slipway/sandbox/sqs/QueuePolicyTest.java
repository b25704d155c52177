package dev.slipway.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePolicyTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:q";
    private static final String RULE = "arn:aws:events:eu-west-1:123456789012:rule/r";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'RES' | true
            'Effect':'Allow','Principal':{'Service':['sns.amazonaws.com','events.amazonaws.com']},'Action':['SQS:*'],'Resource':'*' | true
            'Effect':'Allow','Principal':'*','Action':'sqs:Send*','Resource':'RES' | true
            'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'RES' | false
            'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sqs:ReceiveMessage','Resource':'RES' | false
            'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'arn:aws:sqs:eu-west-1:123456789012:other' | false
            'Effect':'Deny','Principal':'*','Action':'sqs:*','Resource':'*' | false
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'ArnEquals':{'aws:SourceArn':'RULE'}} | true
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:events:*:*:rule/*'}} | true
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'ArnEquals':{'aws:SourceArn':'RULEx'}} | false
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceAccount':'123456789012'}} | true
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:SourceAccount':'123456789012'}} | false
            'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}} | false
            """)
    void letsEventBridgeSendIfAStatementSaysSo(String statement, boolean lets) {
        String text = "{\"Statement\":[{"
                + statement.replace('\'', '"').replace("RULE", RULE).replace("RES", QUEUE) + "}]}";

        boolean letsSend = QueuePolicy.parse(text).letsSend(QUEUE, RULE);

        assertThat(letsSend).isEqualTo(lets);
    }
}
