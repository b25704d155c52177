package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AwsVariantTest {

    @Test
    void everyAnswerToEveryQuestionIsDrawn() throws ReflectiveOperationException {
        var random = new SplittableRandom(7);
        var variants = new ArrayList<AwsVariant>();

        for (int i = 0; i < 200; i++) {
            variants.add(AwsVariant.draw(random));
        }

        for (RecordComponent question : AwsVariant.class.getRecordComponents()) {
            var answers = new TreeSet<String>();
            for (AwsVariant variant : variants) {
                answers.add(String.valueOf(question.getAccessor().invoke(variant)));
            }
            int all = question.getType().isEnum() ? question.getType().getEnumConstants().length : 2;
            assertThat(answers).as(question.getName()).hasSizeGreaterThanOrEqualTo(all);
        }
    }

    @Test
    void equalRandomnessDrawsEqualVariants() {
        var one = List.of(AwsVariant.draw(new SplittableRandom(3)));

        var other = List.of(AwsVariant.draw(new SplittableRandom(3)));

        assertThat(one).isEqualTo(other);
    }
}
