package dev.slipway.deployer.reconcile.port;

/** Everything the deployer needs of the world. A simulation builds it as often as it has workers. */
public record Ports(
        Ecs ecs,
        Tasks tasks,
        LoadBalancers loadBalancers,
        Alarms alarms,
        Images images,
        Journal journal,
        Inbox inbox,
        WakeUps wakeUps,
        Parameters parameters,
        ConfigSource config,
        GateCheck gateCheck,
        Announcer announcer,
        Ids ids,
        Clock clock,
        Background background) {}
