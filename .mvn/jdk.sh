# Sourced by ./mvnw, ./slipway and .ci/run: sets JAVA_HOME to a JDK of 21 or later, or says what to install.
# Looked at in this order: JAVA_HOME, the java on the PATH, then the usual places, the newest first.
# Every command of ./slipway waits for this, so it forks nothing but for a JDK that has no file 'release'.

slipway_jdk_major() { # sets major to the major version of the JDK at $1; to nothing if there is none, or it has no compiler
  major=
  [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        JAVA_VERSION=\"*)
          major=${line#JAVA_VERSION=\"}
          major=${major%%[!0-9]*}
          return 0
          ;;
      esac
    done <"$1/release"
  else
    major=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  fi
}

slipway_find_jdk() {
  slipway_jdk_major "${JAVA_HOME-}"
  if [ "${major:-0}" -ge 21 ]; then slipway_jdk=$major; return 0; fi
  best=0 home=
  on_path=$(command -v java 2>/dev/null || :)
  [ -z "$on_path" ] || on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
  on_path=${on_path%/*/*}
  set +f
  for dir in "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$dir" ] && [ -d "$dir" ] || continue
    slipway_jdk_major "$dir"
    [ "${major:-0}" -ge 21 ] && [ "$major" -gt "$best" ] && best=$major home=$dir
    [ "$best" -ge 21 ] && [ "$dir" = "$on_path" ] && break
  done
  if [ -z "$home" ]; then
    echo "slipway: no JDK of version 21 or later was found (JAVA_HOME is '${JAVA_HOME-}', java on the PATH is '${on_path}')." >&2
    echo "         Install one, for example Debian's 'openjdk-21-jdk-headless' or Eclipse Temurin 25, or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$home slipway_jdk=$best
  export JAVA_HOME
}

slipway_find_jdk || exit 2
