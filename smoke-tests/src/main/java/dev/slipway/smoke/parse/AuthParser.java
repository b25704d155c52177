package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Auth;
import dev.slipway.smoke.suite.Template;
import java.util.List;
import java.util.Optional;

/** Reads {@code auth}. */
record AuthParser(Faults faults, Templates templates) {
    Optional<Auth> parse(Node.Entry entry) {
        return Fields.mapping(entry.value(), "'auth'", faults).flatMap(mapping -> {
            Fields fields = new Fields(mapping, Block.AUTH, faults);
            List<Node.Entry> kinds = fields.entries(Block.AUTH.keys());
            fields.done();
            if (kinds.size() != 1) {
                faults.add(entry.at(), "'auth' takes one of " + String.join(", ", Block.AUTH.keys()));
                return Optional.empty();
            }
            Node.Entry kind = kinds.getFirst();
            return kind.key().equals("bearer")
                    ? templates.text("bearer", kind.value()).map(Auth.Bearer::new)
                    : Fields.mapping(kind.value(), "'basic'", faults).flatMap(this::basic);
        });
    }

    private Optional<Auth> basic(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.BASIC, faults);
        fields.require("user");
        fields.require("password");
        Optional<Template> user = fields.node("user").flatMap(node -> templates.text("user", node));
        Optional<Template> password = fields.node("password").flatMap(node -> templates.text("password", node));
        user.filter(text -> text.text().contains(":"))
                .ifPresent(text -> faults.add(text.at(), "a user's name holds no ':' (RFC 7617)"));
        fields.done();
        return user.flatMap(name -> password.map(word -> new Auth.Basic(name, word)));
    }
}
