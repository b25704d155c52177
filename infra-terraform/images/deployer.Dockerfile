# The deployer as an image: docker build -f infra-terraform/images/deployer.Dockerfile -t … deployer/target
FROM eclipse-temurin:25-jre

COPY lib /opt/slipway/lib
COPY deployer.jar /opt/slipway/deployer.jar

# Nothing is written: the root file system of the task is read-only.
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:MaxRAMPercentage=60", \
  "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
  "-Dslipway.log=json", "-Dslipway.log.level=INFO", \
  "-cp", "/opt/slipway/deployer.jar:/opt/slipway/lib/*", "dev.slipway.deployer.Main"]
CMD ["run"]
