package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.EventSink;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.ImageResolver;
import dev.slipway.sandbox.model.Pages;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.ecr.Ecr.Authorization;
import dev.slipway.sandbox.model.ecr.Ecr.CreateRepository;
import dev.slipway.sandbox.model.ecr.Ecr.DeleteRepository;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeRepositories;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeRepositoriesResponse;
import dev.slipway.sandbox.model.ecr.Ecr.GetAuthorizationToken;
import dev.slipway.sandbox.model.ecr.Ecr.GetAuthorizationTokenResponse;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.Repository;
import dev.slipway.sandbox.model.ecr.Ecr.RepositoryResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ECR: the account's private registry. Resolves what images are named by for those who run them. */
public final class Repositories implements Part, ImageResolver {
    private static final Pattern NAME =
            Pattern.compile("(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
    private static final Pattern IMAGE = Pattern.compile(
            "(?:127\\.0\\.0\\.1|localhost|\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com)(?::\\d+)?/"
                    + "([a-z0-9._/-]+?)(?::([\\w.-]{1,128}))?(?:@(sha256:[0-9a-f]{64}))?");
    private static final Duration TOKEN_LASTS = Duration.ofHours(12);

    private final TreeMap<String, StoredRepository> repositories = new TreeMap<>();
    private final Identity identity;
    private final EventSink events;
    private final String architecture;
    private String host;

    /**
     * A registry without repositories.
     *
     * @param architecture which image of a multi-platform index is run, as OCI names it: {@code amd64}, {@code arm64}
     */
    public Repositories(Identity identity, EventSink events, String architecture) {
        this.identity = identity;
        this.events = events;
        this.architecture = architecture;
        this.host = identity.account() + ".dkr.ecr." + identity.region() + ".amazonaws.com";
    }

    @Override
    public void register(Handlers handlers) {
        handlers.on(CreateRepository.class, this::create);
        handlers.on(DeleteRepository.class, (call, now) -> delete(call));
        handlers.on(DescribeRepositories.class, (call, now) -> describe(call));
        handlers.on(GetAuthorizationToken.class, this::token);
        handlers.on(RegistryOpened.class, (call, now) -> {
            host = call.host();
            return new Acknowledged();
        });
        new RepositorySettings(this, identity).register(handlers);
        new ImageCalls(this, identity, events).register(handlers);
        new ImageQueries(this, identity).register(handlers);
    }

    @Override
    public void advanceTo(Instant now) {}

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    @Override
    public Optional<Resolved> resolve(String image) {
        Matcher name = IMAGE.matcher(image);
        StoredRepository repository = name.matches() ? repositories.get(name.group(1)) : null;
        if (repository == null) {
            return Optional.empty();
        }
        String tag = name.group(2) == null && name.group(3) == null ? "latest" : name.group(2);
        // With both a tag and a digest, the digest alone says which image it is, as everywhere in OCI.
        var id = name.group(3) == null ? new ImageIdentifier(null, tag) : new ImageIdentifier(name.group(3), null);
        return repository.find(id).map(found -> {
            String digest = found.manifest().digest();
            return new Resolved(digest, found.manifest().childFor(architecture).orElse(digest));
        });
    }

    StoredRepository find(String name) {
        StoredRepository repository = repositories.get(name);
        if (repository == null) {
            throw AwsRefusal.client(
                    "RepositoryNotFoundException",
                    "The repository with name '" + name + "' does not exist in the registry with id '"
                            + identity.account() + "'");
        }
        return repository;
    }

    Repository shown(StoredRepository repository) {
        return new Repository(
                repository.arn,
                identity.account(),
                repository.name,
                host + "/" + repository.name,
                repository.created,
                repository.mutability,
                repository.exclusions.isEmpty() ? null : repository.exclusions,
                repository.scanning,
                repository.encryption);
    }

    private RepositoryResponse create(CreateRepository call, Instant now) {
        if (!NAME.matcher(call.repositoryName()).matches()) {
            throw AwsRefusal.client(
                    "InvalidParameterException",
                    "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular"
                            + " expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''");
        }
        if (repositories.containsKey(call.repositoryName())) {
            throw AwsRefusal.client(
                    "RepositoryAlreadyExistsException",
                    "The repository with name '" + call.repositoryName() + "' already exists in the registry with id '"
                            + identity.account() + "'");
        }
        var created = new StoredRepository(call, identity.arn("ecr", "repository/" + call.repositoryName()), now);
        repositories.put(created.name, created);
        return new RepositoryResponse(shown(created));
    }

    private RepositoryResponse delete(DeleteRepository call) {
        StoredRepository repository = find(call.repositoryName());
        if (!repository.images.isEmpty() && !call.force()) {
            throw AwsRefusal.client(
                    "RepositoryNotEmptyException",
                    "The repository with name '" + call.repositoryName() + "' in registry with id '"
                            + identity.account() + "' cannot be deleted because it still contains images");
        }
        repositories.remove(repository.name);
        return new RepositoryResponse(shown(repository));
    }

    private DescribeRepositoriesResponse describe(DescribeRepositories call) {
        if (!call.repositoryNames().isEmpty()) {
            return new DescribeRepositoriesResponse(
                    call.repositoryNames().stream()
                            .map(name -> shown(find(name)))
                            .toList(),
                    null);
        }
        List<Repository> all = repositories.values().stream().map(this::shown).toList();
        var page = Pages.of(
                all, call.nextToken(), call.maxResults() == null ? 100 : call.maxResults(), Repositories::invalidToken);
        return new DescribeRepositoriesResponse(page.items(), page.next());
    }

    static AwsRefusal invalidToken() {
        return AwsRefusal.client("InvalidParameterException", "Invalid parameter at 'nextToken'");
    }

    private GetAuthorizationTokenResponse token(GetAuthorizationToken call, Instant now) {
        String token = Base64.getEncoder().encodeToString("AWS:sandbox".getBytes(StandardCharsets.UTF_8));
        return new GetAuthorizationTokenResponse(
                List.of(new Authorization(token, now.plus(TOKEN_LASTS), "http://" + host)));
    }
}
